import type { MadeFile } from '../browser/made-files';

/** A browser with one page, as far as the walks need it. */
export interface Driver {
  /** Opens an address, and waits until its page has loaded. */
  open(address: string): Promise<void>;
  /** The browser again on the same profile, or, where it keeps none, nothing. */
  restart(): Promise<void>;
  /** Runs a function in the page. It is sent as text: it knows nothing but what it is given. */
  run<Given extends readonly unknown[], T>(work: (...given: Given) => T | Promise<T>, ...given: Given): Promise<T>;
  /** What went wrong in the page without being told to the person. */
  errors(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Keeps in the page what goes wrong there unheard: not every engine has another channel for it. */
export const LISTEN = `if (!window.unheard) {
  window.unheard = [];
  // The notes of ResizeObserver are events of that name too: what it would still tell comes with the next frame.
  const isError = (message) => !message.startsWith('ResizeObserver loop');
  addEventListener('error', ({ message }) => isError(message) && window.unheard.push(message));
  addEventListener('unhandledrejection', ({ reason }) => window.unheard.push(String(reason)));
}`;

/** Between two looks at the page, milliseconds. */
const LOOK_MS = 250;

/** The first thing in the page that a selector finds, as its attributes. */
export type Found = Readonly<Record<string, string>>;

/** A page of Facet in any browser, known by its attributes: texts differ by how an engine lays them out. */
export class WalkedPage {
  constructor(readonly driver: Driver) {}

  /** Waits until a selector finds something. @returns its attributes */
  async find(selector: string, limitMs = 30_000): Promise<Found> {
    const end = Date.now() + limitMs;
    for (;;) {
      const found = await this.driver.run((wanted) => {
        const element = document.querySelector(wanted);
        return element && Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
      }, selector);
      if (found) return found;
      if (Date.now() > end) throw new Error(`The page shows no ${selector}. It says: ${await this.#said()}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  count(selector: string): Promise<number> {
    return this.driver.run((wanted) => document.querySelectorAll(wanted).length, selector);
  }

  text(selector: string): Promise<string> {
    return this.driver.run((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);
  }

  async click(selector: string): Promise<void> {
    await this.find(selector);
    await this.driver.run((wanted) => document.querySelector<HTMLElement>(wanted)?.click(), selector);
  }

  /** Drops files on the page. */
  async drop(...files: readonly MadeFile[]): Promise<void> {
    const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
    await this.driver.run((handed) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of handed) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
      }
    }, sent);
  }

  #said(): Promise<string> {
    return this.driver.run(
      () => `${document.title}: ${document.body.textContent?.replace(/\s+/g, ' ').slice(0, 1500)}`,
    );
  }
}
