import { useEffect } from 'preact/hooks';
import { facesSelected } from '../state/album-choices';
import { ExportMenu } from './album-export-menu';
import type { AlbumProps } from './album-props';
import { texts } from './texts';

/** How long a deletion can be undone, milliseconds. */
const UNDO_TIME = 20_000;

/** What can be done with the selected faces, in the order in which they are shown. */
const Selection = ({ album, actions }: AlbumProps) => {
  const { selection: words, notAFace } = texts.value.album;
  const { selected } = album.state.value;
  const inOrder = () => {
    const shown = album.keys.value.filter((key) => selected.has(key));
    // What the filter hides stays selected, and comes last.
    return [...new Set([...shown, ...selected])];
  };
  const [only] = selected;
  return (
    <section class="album-selection" aria-label={words.label}>
      <p role="status">{words.selected(selected.size)}</p>
      {selected.size < album.shown.value.length && (
        <button type="button" class="button quiet" onClick={() => album.apply(facesSelected, album.keys.value)}>
          {words.all}
        </button>
      )}
      {selected.size === 1 && only !== undefined && (
        <button type="button" class="button" onClick={() => actions.openFace(only)}>
          {words.open}
        </button>
      )}
      <ExportMenu actions={actions} count={selected.size} keys={inOrder} />
      <button type="button" class="button" onClick={() => void album.deletion.delete(selected)}>
        {words.delete}
      </button>
      <button type="button" class="button" title={notAFace.hint} onClick={() => void album.deletion.takeAway(selected)}>
        {notAFace.take}
      </button>
      <button
        type="button"
        class="button quiet album-clear"
        aria-label={words.clear}
        onClick={() => album.apply(facesSelected, [])}
      >
        ×
      </button>
    </section>
  );
};

/** What was just deleted, and the way back. It is gone for good when this is left. */
const Undo = ({ album }: Pick<AlbumProps, 'album'>) => {
  const { removed } = album.state.value;
  useEffect(() => {
    if (!removed) return;
    const finish = (): void => void album.deletion.finish();
    const timer = setTimeout(finish, UNDO_TIME);
    addEventListener('pagehide', finish);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', finish);
    };
  }, [album, removed]);
  if (!removed) return null;
  const { album: words, alerts } = texts.value;
  return (
    <section class="album-selection" role="status">
      <p>{removed.areNoFaces ? words.notAFace.taken : words.deleted(removed.faces)}</p>
      <button type="button" class="button primary" onClick={() => void album.deletion.undo()}>
        {words.undo}
      </button>
      <button type="button" class="button quiet" onClick={() => void album.deletion.finish()}>
        {alerts.dismiss}
      </button>
    </section>
  );
};

/** Pictures are being drawn for an export. */
const Exporting = ({ album, actions }: AlbumProps) => {
  const { exporting } = album.state.value;
  const words = texts.value.album.export;
  if (!exporting) return null;
  const text = words.progress(exporting.done, exporting.total);
  return (
    <section class="album-selection" role="status">
      <p>{text}</p>
      <progress value={exporting.done} max={exporting.total} aria-label={text} />
      <button type="button" class="button quiet" onClick={() => actions.cancelExport()}>
        {words.cancel}
      </button>
    </section>
  );
};

/** The bars at the lower edge: what is selected, what was deleted, what is being exported. */
export const AlbumBars = (props: AlbumProps) => (
  <div class="album-bars">
    <Exporting {...props} />
    <Undo album={props.album} />
    {props.album.state.value.selected.size > 0 && <Selection {...props} />}
  </div>
);
