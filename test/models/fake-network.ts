import type { Fetch } from '../../src/models/fetch-model';
import type { ModelFolder } from './tiny-models';

export const MODELS_URL = 'https://models.test/facet/';

const pathOf = (url: string): string => url.slice(MODELS_URL.length);

/** A server for a folder of models. It notes what was asked of it, and sends files in pieces, as networks do. */
export class FakeNetwork {
  /** Paths in the order of the requests. */
  readonly requested: string[] = [];
  readonly #folder: ModelFolder;
  readonly #pieceLength: number;

  constructor(folder: ModelFolder, pieceLength = 1000) {
    this.#folder = folder;
    this.#pieceLength = pieceLength;
  }

  readonly fetch: Fetch = async (url) => {
    const path = pathOf(url);
    this.requested.push(path);
    const bytes = this.#folder.get(path);
    if (bytes === undefined) return new Response('not found', { status: 404 });
    return new Response(this.#inPieces(bytes));
  };

  #inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
    let sent = 0;
    return new ReadableStream({
      pull: (controller) => {
        if (sent === bytes.length) return controller.close();
        const piece = bytes.slice(sent, sent + this.#pieceLength);
        sent += piece.length;
        controller.enqueue(piece);
      },
    });
  }
}
