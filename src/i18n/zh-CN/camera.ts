import type { cameraEn } from '../en/camera';

/** What the camera's place says, in Simplified Chinese. */
export const cameraZh: typeof cameraEn = {
  label: '相机',
  off: '相机已关闭',
  offWhat: '相机画面和你的照片一样，只留在本页面中。只有你停留在这里时，相机指示灯才会亮。',
  switchOn: '打开相机',
  switchOff: '关闭相机',
  starting: '正在等待相机',
  startingWhat: '浏览器可能会询问是否允许 Facet 使用相机。',
  video: '相机画面',
  gettingReady: '正在准备识别面孔',
  pause: '暂停',
  resume: '继续',
  paused: '已暂停，相机仍然开着。',
  shutter: '拍照',
  choose: '选择相机',
  unnamed: (place) => `相机 ${place}`,
  pace: (rate, latencyMs) => `每秒 ${rate} 幅，延迟 ${latencyMs} 毫秒`,
  tryAgain: '重试',
  problems: {
    denied: {
      title: 'Facet 没有使用相机的权限',
      what: '你或浏览器的设置拒绝了。请允许本页面使用相机（通常点地址旁的图标），然后重试。没有相机也可以打开照片。',
    },
    absent: {
      title: '没有找到相机',
      what: '请接上相机，或在设备设置中启用它，然后重试。没有相机也可以打开照片。',
    },
    'in-use': { title: '无法打开相机', what: '可能有别的程序或标签页正在使用它。请关闭后重试。' },
    unplugged: { title: '相机断开了', what: '相机被拔下或关闭了。请重新接上后重试，或选择另一台相机。' },
    insecure: {
      title: '不安全的页面不能使用相机',
      what: '浏览器只允许通过 https 或本机地址打开的页面使用相机。请用这样的地址打开 Facet。',
    },
    'not-analysed': { title: '无法分析相机画面', what: '相机已关闭。请重试；之前打开的内容都还在。' },
    failed: { title: '无法使用相机', what: '浏览器没有给出更具体的原因。请重试，或打开一张照片。' },
  },
  detail: (detail) => `原因：${detail}`,
};
