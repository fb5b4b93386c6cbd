/** A service worker of the page, as far as its states go. */
export class MadeWorker extends EventTarget {
  readonly messages: unknown[] = [];
  state: ServiceWorkerState = 'installing';
  hasRoom = true;

  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  /** Takes the message, and says that what it asks for was done, unless {@link hasRoom} says otherwise. */
  postMessage(message: unknown, [port]: readonly MessagePort[] = []): void {
    this.messages.push(message);
    port?.postMessage(this.hasRoom);
  }
}

export class MadeRegistration extends EventTarget {
  installing: MadeWorker | null = null;
  waiting: MadeWorker | null = null;
  active: MadeWorker | null = null;
  updates = 0;

  async update(): Promise<void> {
    this.updates += 1;
  }

  /** A new version is found. */
  find(): MadeWorker {
    this.installing = new MadeWorker();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }
}

export class MadeContainer extends EventTarget {
  controller: MadeWorker | null = null;
  readonly registration = new MadeRegistration();
  refuses = false;

  async register(): Promise<MadeRegistration> {
    if (this.refuses) throw new DOMException('The user denied it', 'SecurityError');
    return this.registration;
  }

  /** The worker takes the page over. */
  takeOver(worker: MadeWorker): void {
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
  }
}
