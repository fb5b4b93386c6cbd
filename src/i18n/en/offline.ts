import type { Limit } from '../../domain/limits';

/** The page as an app, in English. Amounts come as "4.3 MB". */
export const offlineEn = {
  ready: (amount: string | undefined) =>
    amount ? `Ready to work offline. ${amount} are kept on this device.` : 'Ready to work offline.',
  gotIt: 'OK',
  update: 'A new version of Facet is there.',
  updateNow: 'Reload',
  updateLater: 'Later',
  look: 'Look for a new version',
  looked: {
    no: 'Facet looks for new versions by itself.',
    running: 'Looking…',
    newest: 'This is the newest version.',
    failed: "Couldn't look: there is no connection.",
  },
  updateWhenIdle: 'Facet reloads as soon as your photos are done.',
  updateCancel: "Don't reload",
  heicWait: (name: string) =>
    `Couldn't read ${name}: this browser can't open HEIC photos yet. Trying the built-in decoder…`,
  sharedLeftOut: (amount: number) =>
    `Too many photos were shared at once: ${amount} of them ${amount === 1 ? 'was' : 'were'} left out. Share them again in smaller lots.`,
  title: 'On this device',
  shell: {
    unknown: 'Facet is being made ready to work offline.',
    ready: 'Facet works offline: no network is needed after this visit.',
    unavailable: "This browser doesn't keep Facet for offline visits here. Everything works while you are connected.",
  },
  kept: (amount: string) => `${amount} are kept on this device: Facet itself, its models and your album.`,
  keptUnknown: "This browser doesn't tell how much is kept.",
  persistent: 'The browser has promised not to remove it by itself.',
  notPersistent: 'The browser may remove it when the device runs out of room.',
  persist: 'Ask to keep it',
  limitsTitle: 'What this browser lacks',
  limits: {
    insecure:
      'This page was opened over plain http: browsers then give it no graphics processor, no camera and no offline copy. Open it over https.',
    tabs: 'Tabs with Facet hear nothing of each other: after a change to the album in one, reload the others.',
    settings: 'Settings such as the language are not kept: they last until you close the page.',
    canvas: 'Photos are read in the page itself, not beside it: with large ones it may stand still for a moment.',
  } as Record<Limit, string>,
  install: 'Install Facet',
  installWhy: 'Facet opens in a window of its own, receives shared photos and opens photo files.',
  clear: 'Clear everything',
  clearWhy: "Removes your album, the models and Facet's offline copy from this device. This can't be undone.",
  clearSure: 'Remove everything from this device?',
  clearYes: 'Remove everything',
  clearNo: 'Keep it',
  clearBusy: 'Facet is still working on your photos: wait for it, or cancel them.',
  clearing: 'Removing…',
  cleared: 'Everything was removed: Facet keeps nothing on this device now.',
  clearFailed: 'The browser refused to remove everything. Close other tabs with Facet and try again.',
  startAfresh: 'Start afresh',
};
