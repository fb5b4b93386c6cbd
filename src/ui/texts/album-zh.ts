import type { AlbumTexts } from './album-en';
import { formats } from './formats';

const { number } = formats('zh-CN');

const faces = (amount: number): string => `${number(amount)} 张脸`;
const photos = (amount: number): string => `${number(amount)} 张照片`;

/** What the album says, in Simplified Chinese. */
export const albumZh: AlbumTexts = {
  label: '相册',
  reading: '正在读取相册',
  empty: '相册还是空的',
  emptyWhat: '把一个照片文件夹拖到这里。Facet 会找出其中每一张脸，你可以筛选出戴眼镜又微笑的人。一切都留在这台设备上。',
  noFaces: (amount) => `在 ${photos(amount)}中没有找到面孔`,
  faces,
  photos,
  result: (shown, all) => (shown === all ? faces(all) : `${number(shown)} / ${faces(all)}`),
  wanted: (having, lacking) => [...having, ...lacking.map((label) => `非${label}`)].join('、'),
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
  grid: {
    label: '面孔',
    face: (name, place, of, present) =>
      [of > 1 ? `${name} 中第 ${place} 张脸，共 ${of} 张` : `${name} 中的脸`, ...present].join('，'),
    hint: '方向键移动，空格键选择，回车键打开照片。',
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
  kept: (photoCount, faceCount) => `${photos(photoCount)}、${faces(faceCount)}，保存在这台设备上。`,
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
    unkept: (reason) => `这个浏览器无法保存相册（${reason}）。内容会保留到关闭本页为止：请导出需要的内容。`,
    damaged: (amount) => `相册中有 ${photos(amount)}无法读取，已略过。`,
    newer: (amount) => `相册中有 ${photos(amount)}来自更新版本的 Facet。请重新加载以更新。`,
    unfinished: (done, total) =>
      `上次添加照片在 ${number(done)} / ${number(total)} 处中断。请再次拖入同样的照片：已在相册中的不会重复分析。`,
  },
};
