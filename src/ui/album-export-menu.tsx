import { useRef, useState } from 'preact/hooks';
import type { FaceKey } from '../domain/album';
import type { AlbumActions } from './album-props';
import { language, texts } from './texts';

interface ExportMenuProps {
  readonly actions: AlbumActions;
  /** Asked when something is chosen: what is shown or selected then. */
  readonly count: number;
  readonly keys: () => readonly FaceKey[];
}

/** Saves faces as files of a kind that is chosen from a list. */
export const ExportMenu = ({ actions, count, keys }: ExportMenuProps) => {
  const [sensitive, setSensitive] = useState(false);
  const menu = useRef<HTMLDetailsElement>(null);
  const words = texts.value.album.export;
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  const choose = (kind: string): void => {
    close();
    actions.exportFaces(kind, keys(), sensitive);
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
        {actions.exports.map(({ kind, label }) => (
          <li key={kind}>
            <button type="button" data-export={kind} onClick={() => choose(kind)}>
              {label[language.value]}
            </button>
          </li>
        ))}
        <li class="album-menu-choice">
          <label>
            <input type="checkbox" checked={sensitive} onChange={() => setSensitive(!sensitive)} />
            {words.sensitive}
          </label>
        </li>
      </ul>
    </details>
  );
};
