import { texts } from '../../i18n';

/** The photo place while no photo is open. */
export const NoPhoto = () => {
  const { photo, start } = texts.value;
  return (
    <section class="no-photo">
      <h2>{photo.none}</h2>
      <p>{photo.noneWhat}</p>
      <button type="button" class="button primary" data-pick="pick">
        {start.openPhotos}
      </button>
    </section>
  );
};
