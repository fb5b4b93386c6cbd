import { albumQuery } from '../state/album-address';
import { type AlbumState, albumPhotoWithId } from '../state/album-state';
import type { AnalysedPhoto } from '../state/app-state';
import { addressOf } from '../state/places';
import { texts } from './texts';
import type { ViewProps } from './view-props';
import { noticeText } from './words';

type KeepingProps = Pick<ViewProps, 'album' | 'actions'> & { readonly photo: AnalysedPhoto };

/** That the photo is in the album, in words: for how long, and whether it came there just now. */
const keptText = ({ file, keeping }: AnalysedPhoto, { onlyHere }: AlbumState): string => {
  const words = texts.value.album.keeping.in;
  const why = file !== undefined && onlyHere.get(file);
  return why ? words[why] : words[keeping?.kind === 'done' ? 'device' : 'known'];
};

/** Keeps the photo on the stage in the album, and says whether it is there. */
export const PhotoKeeping = ({ album, actions, photo }: KeepingProps) => {
  const words = texts.value.album.keeping;
  const { file, keeping } = photo;
  const isKept = file !== undefined && albumPhotoWithId(album.state.value, file) !== undefined;
  // Of a copy nothing more can be kept than was.
  const isCopy = photo.kept?.copySide !== undefined;
  const isRunning = keeping?.kind === 'running';
  return (
    <div class="photo-keeping">
      <p aria-live="polite">
        {isKept && !isRunning && (
          <a href={addressOf('album', undefined, albumQuery(album.state.value))}>
            {keptText(photo, album.state.value)}
          </a>
        )}
        {keeping?.kind === 'failed' && `${words.failed} ${noticeText(keeping).text}`}
      </p>
      {(!isKept || isRunning) && !isCopy && (
        <button type="button" class="button" disabled={isRunning} onClick={() => actions.keepPhoto(photo.id)}>
          {isRunning ? words.running : words.keep}
        </button>
      )}
    </div>
  );
};
