import type { aboutEn } from '../en/about';
import { formats } from '../formats';

const { number, percent } = formats('zh-CN');

/** What About says, in Simplified Chinese. */
export const aboutZh: typeof aboutEn = {
  title: '关于 Facet',
  lead: 'Facet 会找出照片里的每一张脸，并估计每张脸的 40 种属性：头发、眼镜、微笑等等。一切都在本页面内完成，不会向任何地方发送哪怕一个像素。',
  how: {
    title: '工作原理',
    withPhoto: (name) => `用你的照片 ${name} 一步一步画出网络所看到的内容。`,
    withoutPhoto: '从照片到属性共有四步。打开一张照片，或使用示例，就能看到每一步。',
    example: '用示例照片演示',
    working: '正在分析照片……',
    noFace: '当前照片里没有脸。请打开另一张照片，或使用示例。',
    photo: { title: '照片', text: 'LNeto 在整张照片里寻找头和肩（虚线）。' },
    head: { title: '头部', text: 'LNets 在找到的方框里寻找脸（实线）。' },
    face: { title: '脸', text: '把脸裁剪出来并转正。ANet 只能看到这一块。' },
    features: {
      title: '特征',
      text: (count) => `ANet 用 ${number(count)} 个数字描述这张脸。蓝色低于零，橙色高于零；颜色越深，离零越远。`,
      picture: (count) => `这张脸的 ${number(count)} 个特征，以色带显示`,
    },
    scores: { title: '分数', text: '四十个线性分类器对这些数字加权。每个分数都是一个概率。最强的几项：' },
    photoPicture: '照片和找到的头部',
    headPicture: '头部和找到的脸',
    facePicture: 'ANet 所看到的脸',
    paper:
      '方法出自 Liu、Luo、Wang 和 Tang 的论文《Deep Learning Face Attributes in the Wild》（ICCV 2015）。网络由本项目训练，规模更小。',
  },
  models: {
    title: '准确程度',
    waiting: '数据从模型中读取，模型还在加载。',
    unmeasured: '这些模型还没有经过测量。',
    measured: (images, accuracy, balanced) =>
      `在网络从未见过的 ${number(images)} 张测试照片上，40 种属性平均有 ${percent(accuracy, 1)} 的回答正确。如果把“有”和“没有”同等看待，则为 ${percent(balanced, 1)}：少见的属性更难判断。`,
    best: (names) => `最可靠：${names}。`,
    worst: (names) => `最不可靠：${names}。请谨慎看待。`,
    set: (set) => `测试照片来自“${set}”数据集。`,
    size: (megabytes, version) => `四个网络共 ${number(megabytes, 1)} MB。版本 ${version}。`,
    table: '全部 40 种属性',
    attribute: '属性',
    accuracy: '正确率',
    balanced: '平衡正确率',
    baseRate: '出现比例',
    trainedOn:
      '网络从名人照片和标注者的主观看法中学习。照片里多是浅肤色的成年人，由专业人员打光拍摄。对于这些照片很少出现的人，出错会更多。',
    data: '训练数据与起点',
  },
  privacy: {
    title: '隐私',
    texts: [
      '照片、相机画面和结果绝不会离开这台设备：一切都在本页面内计算。',
      '页面只向自己的服务器请求页面和模型，不向其他任何人请求任何东西。没有 Cookie，没有统计，没有广告。',
      '你打开、拖入、粘贴、拍摄或分享的照片只是供查看：除非你选择“保存到相册”，否则会随页面一起离开。文件夹，或一次超过 12 张照片，会作为相册打开。',
      '相册保存在这台设备的浏览器里，直到你删除：每张照片一份最长 1,600 像素的副本，每张脸一张小图、方框和分数；如果浏览器提供，还有文件的位置，以便再次打开原图。',
      '你标记为“不是脸”的地方，会在这个浏览器里保存该文件的指纹（SHA-256）和位置，照片不在相册里时也一样。相册中的“全部删除”和下面的“全部清除”也会删除它们。',
      '其他应用分享来的照片先在这个浏览器里等待，Facet 打开后随即从那里删除。',
    ],
  },
  notFor: {
    title: '不得用于',
    texts: [
      '辨认某人的身份，或监视他人。Facet 不会把一张脸与另一张脸作比较，也不保存面部模板。相机只根据位置、运动和大小跟踪一张脸；离开画面两秒后再出现的脸算作另一张脸。',
      '作出关于人的决定：招聘、信贷、保险、执法、边境管理、医疗、教育。',
      '判断性别、年龄、出身、美丑或性格。CelebA 的 40 种属性中有些只是陌生人对某张照片的看法，因此默认折叠起来。',
      '处理当事人会介意的照片。',
    ],
    licence: '模型只能用于非营利研究，因为训练所用的照片只允许这样使用。',
  },
  licences: {
    title: '许可证',
    code: 'Facet 自身的代码采用 Apache-2.0。它建立在以下项目之上，谨此致谢：',
    full: '全部许可证全文',
  },
};
