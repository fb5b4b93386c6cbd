import type { videoEn } from './video-en';

/** What is said about video files, in Simplified Chinese. */
export const videoZh: typeof videoEn = {
  video: '视频',
  opening: (name) => `正在打开 ${name}`,
  play: '播放',
  pause: '暂停',
  back: '后退一帧',
  forward: '前进一帧',
  position: '视频中的位置',
  at: (time, of) => `${time}，共 ${of}`,
  notYet: '请播放视频或逐帧查看：你看到的每一帧都会被用来寻找脸。',
  noFace: '到目前为止播放的部分没有找到脸。',
  noFaceAtAll: '在这段视频里没有找到脸。',
  broken: '这段视频的其余部分已损坏，无法播放。之前找到的内容都还在。',
  timeline: '随时间变化的脸',
  face: (number) => `脸 ${number}`,
  nothing: '没有突出的属性。',
  over: (attribute, least, most) => `${attribute}：${least} 至 ${most}`,
  again: '离开画面两秒后再出现的脸算作另一张脸。',
  save: '保存为 CSV',
  saveWhat: 'CSV 中有每个分析过的帧的时间、脸和全部 40 个概率，包括关于外貌印象的属性。',
  close: '关闭视频',
  openAnother: '打开另一段视频',
  problems: {
    unplayable: {
      title: (name) => `这个浏览器无法播放 ${name}`,
      what: '文件可能已损坏，或者浏览器没有相应的解码器。H.264 编码的 MP4 和 WebM 几乎到处都能播放：请另存为其中一种再打开。其他内容都没有丢失。',
    },
    'no-picture': {
      title: (name) => `${name} 没有画面`,
      what: '其中只有声音，或者浏览器无法显示它的画面。请另存为 H.264 编码的 MP4 或 WebM 再打开。',
    },
    'not-analysed': {
      title: (name) => `无法分析 ${name}`,
      what: '请重新打开。如果仍然不行，请重新加载页面；之前打开的内容都还在。',
    },
  },
};
