import { useState } from 'preact/hooks';
import type { FaceKey } from '../domain/album';
import { AlbumMenu } from './album-menu';
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
  const words = texts.value.album.export;
  return (
    <AlbumMenu label={words.label} name={words.what(count)}>
      {(close) => (
        <>
          {actions.exports.map(({ kind, label }) => (
            <li key={kind}>
              <button
                type="button"
                data-export={kind}
                onClick={() => {
                  close();
                  actions.exportFaces(kind, keys(), sensitive);
                }}
              >
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
        </>
      )}
    </AlbumMenu>
  );
};
