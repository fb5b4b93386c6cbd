import { formats } from './formats';
import type { stageEn } from './stage-en';

const { number } = formats('zh-CN');

/** What the stage with its maps says, in Simplified Chinese. */
export const stageZh: typeof stageEn = {
  evidence: {
    show: '显示依据的位置',
    hide: '隐藏依据的位置',
    strongest: '这个分数背后最强的概念',
    units: (attribute, inverse, count) => `${count} 个对“${inverse ? '没有' : ''}${attribute}”有反应的单元`,
    share: (share, against) => (against ? `−${share}` : `+${share}`),
    fewUnits: (units, few, all) => `仅凭 ${number(units)} 个这样的单元：${few}判断正确；用上全部单元：${all}。`,
  },
  maps: {
    label: '照片上的图层',
    none: '无图层',
    response: '响应图',
    heat: '热度图',
    'face-response': '面部图',
    lookedAt: (attribute) => `依据的位置：${attribute}`,
    meaning: {
      response: '头部检测网络中与属性相关的特征的平均响应，按这张照片缩放。',
      heat: '头部中心在这里的可能性：头部检测网络从标注框学到的。',
      'face-response': '面部检测网络在这张脸的头部方框内的平均响应。',
    },
    lookedMeaning: (attribute) =>
      `这张脸的每个部分对“${attribute}”说明了什么。所有部分加起来，再加一个常数，就是它的分数。`,
    against: '表示没有',
    for: '表示有',
  },
  stage: {
    label: '照片',
    close: '关闭',
    closePhoto: '关闭照片',
    cut: '这个文件不完整：缺少末尾，显示的是其余部分。',
    firstFrame: '这个文件是动画：显示的是第一帧。',
    opened: '已打开的照片',
    faces: '照片中的面孔',
    zoom: '缩放',
    turnUpright: '转正照片',
    turnBack: '按原样显示',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomReset: '显示整张照片',
    zoomHint: '用加减键缩放，用方向键移动，按 0 看全部',
  },
};
