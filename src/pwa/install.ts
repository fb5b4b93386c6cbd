/** The browser's offer to install the page; TypeScript's DOM doesn't know it yet. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const isInstallPrompt = (event: Event): event is InstallPromptEvent => 'prompt' in event;

export interface Installer {
  /** Shows the browser's question. @returns whether the person said yes */
  install(): Promise<boolean>;
}

export interface InstallListeners {
  /** Whether {@link Installer.install} can ask now. */
  readonly onOffer: (offered: boolean) => void;
  readonly onInstalled: () => void;
}

/** Keeps the browser's offer until the person wants it; a browser that never offers has another way, in its menu. */
export const keepInstallOffer = (target: EventTarget, { onOffer, onInstalled }: InstallListeners): Installer => {
  let offer: InstallPromptEvent | undefined;
  target.addEventListener('beforeinstallprompt', (event) => {
    if (!isInstallPrompt(event)) return;
    // Its own banner would come at the wrong moment.
    event.preventDefault();
    offer = event;
    onOffer(true);
  });
  target.addEventListener('appinstalled', () => {
    offer = undefined;
    onOffer(false);
    onInstalled();
  });
  return {
    install: async () => {
      const asked = offer;
      if (!asked) return false;
      // An offer can be shown once.
      offer = undefined;
      onOffer(false);
      return (await asked.prompt()).outcome === 'accepted';
    },
  };
};
