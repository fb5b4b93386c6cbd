import type { takeEn } from '../en/take';

/** What can be taken along from a photo, in Simplified Chinese. */
export const takeZh: typeof takeEn = {
  label: '带走',
  copySentence: '复制这句话',
  copyTable: '复制表格',
  save: (format) => `保存：${format}`,
  share: '分享图片',
  attribute: '属性',
  copied: '已复制。',
  saved: (name) => `已保存为 ${name}。`,
  notCopied: '这个浏览器不允许页面复制。请改为保存文件。',
  failed: '没有成功，什么都没有丢失：请再试一次。',
};
