import { facesOf } from '../../domain/analysis';
import { texts } from '../../i18n';
import type { AnalysedPhoto } from '../../state/page/app-state';
import type { ViewProps } from '../shared/view-props';

type NotAFaceProps = Pick<ViewProps, 'actions'> & { readonly photo: AnalysedPhoto };

/** Takes the chosen face away where it is none, and brings the last one back. */
export const NotAFace = ({ actions, photo }: NotAFaceProps) => {
  const { notAFace: words, undo } = texts.value.album;
  const hasFaces = facesOf(photo.analysis).length > 0;
  return (
    <div class="not-a-face">
      {hasFaces && (
        <button type="button" class="button quiet" title={words.hint} onClick={() => actions.takeFaceAway(photo.id)}>
          {words.take}
        </button>
      )}
      {photo.takenAway && (
        <p aria-live="polite">
          {words.taken}{' '}
          <button type="button" class="button quiet" onClick={() => actions.giveFaceBack(photo.id)}>
            {undo}
          </button>
        </p>
      )}
    </div>
  );
};
