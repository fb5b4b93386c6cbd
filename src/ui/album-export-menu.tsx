import { useRef } from 'preact/hooks';
import type { FaceKey } from '../domain/album';
import type { AlbumActions, ExportKind } from './album-props';
import { texts } from './texts';

const KINDS: readonly ExportKind[] = ['csv', 'json', 'png'];

interface ExportMenuProps {
  readonly actions: AlbumActions;
  /** Asked when something is chosen: what is shown or selected then. */
  readonly count: number;
  readonly keys: () => readonly FaceKey[];
}

/** Saves faces as files of a kind that is chosen from a list. */
export const ExportMenu = ({ actions, count, keys }: ExportMenuProps) => {
  const menu = useRef<HTMLDetailsElement>(null);
  const words = texts.value.album.export;
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  const choose = (kind: ExportKind): void => {
    close();
    actions.exportFaces(kind, keys());
  };
  return (
    <details
      ref={menu}
      class="album-menu"
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) close();
      }}
    >
      <summary class="button" aria-label={words.what(count)}>
        {words.label}
      </summary>
      <ul>
        {KINDS.map((kind) => (
          <li key={kind}>
            <button type="button" data-export={kind} onClick={() => choose(kind)}>
              {words[kind]}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};
