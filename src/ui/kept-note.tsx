import type { KeptView, PhotoId } from '../state/app-state';
import { texts } from './texts';
import type { ViewProps } from './view-props';

type KeptNoteProps = Pick<ViewProps, 'actions'> & { readonly id: PhotoId; readonly kept: KeptView };

/** That a photo's results come from the album, what its picture is, and the way to the original. */
export const KeptNote = ({ actions, id, kept: { added, copySide } }: KeptNoteProps) => {
  const words = texts.value.album.original;
  return (
    <div class="photo-note kept-note">
      <p>
        {words.measured(added)} {copySide !== undefined && words.copy(copySide)}
      </p>
      {copySide === undefined ? (
        <button type="button" class="button" title={words.againWhy} onClick={() => actions.analyseAgain(id)}>
          {words.again}
        </button>
      ) : (
        <button type="button" class="button" onClick={() => actions.openOriginal(id)}>
          {words.open}
        </button>
      )}
      <p>{words.noMaps}</p>
    </div>
  );
};
