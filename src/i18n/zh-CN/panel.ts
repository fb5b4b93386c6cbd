import type { panelEn } from '../en/panel';
import { formats } from '../formats';
import { chineseSummary } from './sentence';

const { number } = formats('zh-CN');

/** What the panel of attributes says, in Simplified Chinese. */
export const panelZh: typeof panelEn = {
  panel: {
    label: '面孔及其属性',
    faces: '面孔',
    thisFace: '这张脸',
    summary: chineseSummary,
    noFace: '没有找到面孔',
    noFaceHint: '太小或被遮住的脸找不到。请换一张更近的照片，或查看图层“头部”：它显示哪里可能有头部。',
    leftOut: (shown, more) =>
      `这张照片里的脸比 Facet 能描述的多：这里是最有把握的 ${number(shown)} 张；此外至少还看到 ${number(more)} 个头部。`,
    failed: '这张照片无法分析',
    tryAgain: '重试',
    search: '搜索属性',
    sort: '排序',
    sorts: { groups: '按类别', strength: '按强度', unusual: '按少见程度', name: '按名称' },
    searched: (search, count) => `只显示 ${number(count)} 个属性：“${search}”。`,
    showAll: '显示全部',
    previousFace: '上一张脸',
    nextFace: '下一张脸',
    nothingFound: (search) => `没有名为“${search}”的属性。`,
    key: { tick: '从这里起算作有', doubtful: '两可之间：存疑', usual: '常见程度' },
    headline: { present: '有', doubtful: '存疑' },
    absent: (count) => `${number(count)} 项未见`,
    present: '有',
    doubtful: '存疑',
    contradicts: (others) => `不可能同时有：${others}`,
    contradictions: (count) => `有 ${number(count)} 对结果互相矛盾：每对中至少有一个是错的。`,
    sensitive: '主观印象',
    sensitiveWhy:
      '为名人照片做标注的人会怎样看这张脸。这些是印象，不是关于一个人的事实；对那些照片里少见的人群，出错更多。',
    sensitiveMore: (count) => `另有 ${number(count)} 项主观印象`,
    showSheet: '展开面板',
    hideSheet: '收起面板',
  },
  strictness: {
    label: '什么时候算作有？',
    strict: '少出错',
    balanced: '兼顾',
    wide: '多找到',
    rates: (right, found) => `${right} 对，找到 ${found}`,
    meaning: '在测试照片上：每 100 个算作有的属性中，有这么多是对的；每 100 个真正有的属性中，能找到这么多。',
  },
  compare: {
    label: '比较',
    nothing: '比较……',
    show: '在所有脸上比较',
    hide: '停止比较',
    face: (face, attribute, percent) => `${face}，${attribute} ${percent}`,
  },
  facts: {
    accuracy: '正确率',
    balanced: '两类同等计算',
    common: '常见程度',
    labels: '标注是否可信',
    outOf100: (count) => (count > 99 ? '100 张中超过 99 张' : `100 张中 ${count} 张`),
    right: (right, majority) => `在测试照片上，${right}判断正确；总是回答更常见的那个，则是${majority}。`,
    rightBalanced: (right) => `有和没有的照片各占一半时，${right}判断正确；瞎猜是 50 张。`,
    notMeasured: '尚未测量。',
    oneIn: (count) => `约每 ${number(count)} 张测试照片中有 1 张。`,
    inTen: (count) => `约每 10 张测试照片中有 ${count} 张。`,
    almostNone: '测试照片中几乎没有。',
    almostAll: '几乎每张测试照片都有。',
    choice: '何时算作有',
    foundAndRight: (choice, right, found) =>
      right === undefined
        ? `选“${choice}”时，从不说有。`
        : `选“${choice}”时，说有的脸${right}是对的；真正有的脸${found}能找到。`,
    measuredOn: (images) => `在 ${number(images)} 张训练中从未用过的名人照片上测得。`,
    reliability: { medium: '中等：', low: '低：' },
    finding: {
      'random-agreement': '两个人分别标注同样的照片，一致程度不高于瞎猜。',
      'beards-mislabelled': '抽查发现，标为“有胡须”的照片中多达 40% 是错的。',
      'open-mouths-mislabelled': '抽查发现，标为“张嘴”的约 20% 是错的，标为“闭嘴”的约 2% 是错的。',
    },
    notStudied: '没有单独研究过。40 种属性中，两个人的标注达到 95% 一致的只有 12 种。',
  },
};
