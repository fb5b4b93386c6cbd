import type { AlbumTexts } from '../en/album';
import { formats } from '../formats';

const { number, percent, list, either, date } = formats('zh-CN');

const faces = (amount: number): string => `${number(amount)} 张脸`;
const photos = (amount: number): string => `${number(amount)} 张照片`;

/** The first names of many. */
const some = (names: readonly string[]): string =>
  list(names.length <= 3 ? names : [...names.slice(0, 3), `另外 ${number(names.length - 3)} 张`]);

/** What the album says, in Simplified Chinese. */
export const albumZh: AlbumTexts = {
  label: '相册',
  reading: '正在读取相册',
  empty: '相册还是空的',
  emptyWhat: '把一个照片文件夹拖到这里。Facet 会找出其中每一张脸，你可以筛选出戴眼镜又微笑的人。一切都留在这台设备上。',
  examples: '用示例照片试试',
  noFaces: (amount) => `在 ${photos(amount)}中没有找到面孔`,
  faces,
  photos,
  result: (shown, all) => (shown === all ? faces(all) : `${number(shown)} / ${faces(all)}`),
  inPhotos: (result, amount) => `${result}，在 ${photos(amount)}中`,
  wanted: (having, lacking, least) =>
    [
      ...having.map((labels) => (labels.length > 1 && having.length > 1 ? `（${either(labels)}）` : either(labels))),
      ...lacking.map((label) => `非${label}`),
      ...(least > 0 ? [`把握至少 ${percent(least)}`] : []),
    ].join('、'),
  resultWanted: (result, wanted) => `${result}：${wanted}`,
  noneMatches: '没有同时符合这些条件的面孔',
  showAll: '显示全部',
  filters: {
    label: '筛选',
    open: (active) => (active === 0 ? '筛选' : `筛选（${number(active)}）`),
    hint: '点一次只看有此属性的脸，点两次只看没有的。',
    not: (label) => `非${label}`,
    chip: (label, state, amount) => {
      if (state === 'with') return `${label}：只看有的，${number(amount)}`;
      if (state === 'without') return `${label}：只看没有的，${number(amount)}`;
      return `${label}：${faces(amount)}`;
    },
    least: '把握',
    anyLeast: '不限',
    atLeast: (least) => `至少 ${percent(least)}`,
    or: '或',
    and: '且',
    joint: (group, all) => (all ? `${group}：须同时具备。改为：有一项即可` : `${group}：有一项即可。改为：须同时具备`),
    jointHint: (all) => (all ? '须同时具备。点击改为：有一项即可。' : '有一项即可。点击改为：须同时具备。'),
    clear: '清除筛选',
    drop: (label) => `移除筛选 ${label}`,
    show: (amount) => `显示 ${faces(amount)}`,
  },
  order: {
    label: '排序',
    newest: '最新的在前',
    name: '文件名',
    attributes: '可能性最高的在前',
  },
  look: {
    label: '视图',
    view: '显示',
    views: { faces: '面孔', photos: '照片' },
    size: '大小',
    sizes: { small: '小', medium: '中', large: '大' },
  },
  grid: {
    photo: (name, amount) => `${name}，${faces(amount)}`,
    face: (name, place, of, present) =>
      [of > 1 ? `${name} 中第 ${place} 张脸，共 ${of} 张` : `${name} 中的脸`, ...present].join('，'),
    hint: '方向键移动，空格键选择，回车键打开照片。',
  },
  steps: {
    label: '在相册中',
    back: '返回相册',
    previous: '相册中的上一个',
    next: '相册中的下一个',
    place: (place, of) => `${number(place)} / ${number(of)}`,
    gone: (of) => `不在现在显示的 ${number(of)} 个之中`,
  },
  notAFace: {
    take: '不是脸',
    hint: '永久移除，同一文件再次打开时也不再出现',
    taken: '已移除。在这个文件中不会再被找到。',
  },
  original: {
    measured: (milliseconds) => `来自你的相册，于${date(milliseconds)}分析。`,
    copy: (side, isSmaller) => {
      if (side === 0) return '照片本身没有保存，只保存了面孔。';
      return isSmaller ? `图片是较小的副本，${number(side)} 像素。` : '图片是副本。';
    },
    open: '打开原图',
    again: '重新分析',
    againWhy: '同时显示图层和依据；相册中的结果保持不变',
    noMaps: '图层和依据没有保存：重新分析即可查看。',
    other: (chosen, wanted) =>
      `${chosen} 不是当初添加 ${wanted} 时的文件：内容不同。请选择未改动的文件，或把 ${chosen} 作为另一张照片打开。相册没有任何改动。`,
    failed: (wanted) => `现在无法打开 ${wanted} 的原图，它可能已被移动或删除；相册中保存的内容不变。`,
  },
  keeping: {
    keep: '保存到相册',
    running: '正在保存……',
    in: {
      known: '已在你的相册中',
      device: '已保存到你的相册',
      full: '在相册中保留到关闭本页为止：这台设备没有空间了',
      blocked: '在相册中保留到关闭本页为止：另一个标签页占用着存储',
      newer: '在相册中保留到关闭本页为止：更新版本的 Facet 已保存了这张照片',
      cleared: '在相册中保留到关闭本页为止：相册已在别处被清除',
      unkept: '在相册中保留到关闭本页为止：这个浏览器在此不保存任何内容',
    },
    failed: '无法保存。',
  },
  adding: {
    label: '正在添加照片',
    progress: (done, total) => `${number(done)} / ${photos(total)}`,
    left: (milliseconds) => {
      const seconds = milliseconds / 1000;
      if (seconds < 10) return '还需几秒';
      if (seconds < 50) return `约剩 ${number(Math.ceil(seconds / 10) * 10)} 秒`;
      if (seconds < 3570) return `约剩 ${number(Math.max(1, Math.round(seconds / 60)))} 分钟`;
      return `约剩 ${number(Math.round(seconds / 3600))} 小时`;
    },
    stays: '文件夹，或一次超过 12 张照片，会作为相册打开。相册里的照片保存在这个浏览器里，直到你删除。',
    preparing: '正在准备',
    paused: '已暂停',
    pause: '暂停',
    resume: '继续',
    cancel: '取消',
    over: (added, found) => `已添加 ${photos(added)}，共 ${faces(found)}。`,
    cancelled: (added, total) => `已停止。${photos(total)}中有 ${number(added)} 张已在相册中。`,
    known: (amount) => `${photos(amount)}已在相册中，未重复分析`,
    others: (amount) => `${number(amount)} 个文件不是照片`,
    refused: (amount) => `${number(amount)} 个文件无法读取`,
    dismiss: '完成',
  },
  selection: {
    label: '选择',
    selected: (amount) => `已选 ${number(amount)} 张`,
    all: '全选',
    clear: '取消选择',
    open: '打开照片',
    delete: '删除',
  },
  deleted: (amount) => `已删除 ${faces(amount)}。`,
  undo: '撤销',
  kept: (photoCount, faceCount, onlyHere) => {
    const all = `${photos(photoCount)}、${faces(faceCount)}`;
    if (onlyHere === 0) return `${all}，保存在这台设备上。`;
    if (onlyHere >= photoCount) return `${all}，只保留到关闭本页为止。`;
    return `${all}，保存在这台设备上，但其中 ${photos(onlyHere)}只保留到关闭本页为止。`;
  },
  deleteAll: '全部删除',
  export: {
    label: '导出',
    sensitive: '包含评判人的属性（有魅力、男性、年轻等）：否则不导出',
    drawnAt: (scale, width, height) =>
      `按照片尺寸（${width} × ${height} 像素）的 ${number(Math.round(100 * scale))}% 绘制。`,
    what: (amount) => `导出 ${faces(amount)}`,
    progress: (done, total) => `正在绘制 ${number(done)} / ${photos(total)}`,
    cancel: '取消导出',
    missing: (amount) => `${photos(amount)}无法绘制：这台设备上只保存了面孔。`,
  },
  notices: {
    full: '这台设备没有空间保存相册了。现在添加的内容会保留到关闭本页为止：请导出，或删除一些内容。',
    noPictures: '这台设备没有空间保存照片副本了。面孔和结果仍会保存；以后要查看照片，请保留原文件。',
    unkept: '这个浏览器不保存相册。你添加的内容会保留到关闭本页为止：请导出需要的内容，或允许本网站存储数据。',
    blocked:
      '浏览器的存储没有响应：可能被另一个 Facet 标签页占用。你添加的内容留在本页中，存储恢复响应后会立即保存。关闭其他 Facet 标签页会有帮助。',
    damaged: (names) => `相册中关于 ${some(names)} 的记录已损坏：已略过，但没有删除。重新添加这些文件即可看到。`,
    newer: (names) => `${some(names)}：由更新版本的 Facet 保存，保持原样。请重新加载页面以更新。`,
    damagedRemoval: '关于你上次删除内容的记录已损坏。没有据此删除任何内容：请查看是否有已删除的内容又出现了。',
    cleared: (amount) =>
      `相册已在本页之外被清除（在另一个标签页或浏览器设置中）。这里还能看到的 ${photos(amount)}会在关闭本页时消失。`,
    unfinished: (done, total) =>
      `上次添加照片在 ${number(done)} / ${number(total)} 处中断。请再次拖入同样的照片：已在相册中的不会重复分析。`,
  },
};
