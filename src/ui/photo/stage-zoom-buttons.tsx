import { texts } from '../../i18n';
import type { StageGestures } from './stage-gestures';
import { LARGEST } from './stage-zoom';

/** Zooming for those who would rather press a button than turn a wheel or pinch. */
export const ZoomButtons = ({ gestures }: { readonly gestures: StageGestures }) => {
  const { stage, percent } = texts.value;
  const scale = gestures.scale.value;
  return (
    <fieldset class="zoom-buttons">
      <legend class="visually-hidden">{stage.zoom}</legend>
      {scale > 1 && (
        <button type="button" class="zoom-all" title={stage.zoomReset} onClick={() => gestures.showAll()}>
          <span aria-hidden="true">{percent(scale)}</span>
          <span class="visually-hidden">{stage.zoomReset}</span>
        </button>
      )}
      <button type="button" aria-label={stage.zoomOut} aria-disabled={scale <= 1} onClick={() => gestures.zoomOut()}>
        −
      </button>
      <button
        type="button"
        aria-label={stage.zoomIn}
        aria-disabled={scale >= LARGEST}
        onClick={() => gestures.zoomIn()}
      >
        +
      </button>
    </fieldset>
  );
};
