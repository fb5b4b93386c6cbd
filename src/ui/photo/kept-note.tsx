import { texts } from '../../i18n';
import type { AnalysedPhoto, KeptView } from '../../state/page/app-state';
import type { ViewProps } from '../shared/view-props';

type KeptNoteProps = Pick<ViewProps, 'actions'> & {
  readonly photo: Pick<AnalysedPhoto, 'id' | 'picture'>;
  readonly kept: KeptView;
};

/** That a photo's results come from the album, what its picture is, and the way to the original. */
export const KeptNote = ({ actions, photo: { id, picture }, kept: { added, copySide } }: KeptNoteProps) => {
  const words = texts.value.album.original;
  // A small photo is kept in its own size.
  const isSmaller = copySide !== undefined && copySide < Math.max(picture.width, picture.height);
  return (
    <div class="photo-note kept-note">
      <p>
        {words.measured(added)}
        {copySide === undefined && ` ${words.noMaps}`} {copySide !== undefined && words.copy(copySide, isSmaller)}
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
    </div>
  );
};
