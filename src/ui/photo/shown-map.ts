import { facesOf } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import { texts } from '../../i18n';
import { type AnalysedPhoto, isAttributeMap } from '../../state/page/app-state';
import type { ViewProps } from '../shared/view-props';
import { coveringView, type MapName, type MapView, mapView } from './map-views';

/** The map that lies over the photo, or what is said while it is not there yet. */
export type ShownMap =
  | { readonly kind: 'map'; readonly name: MapName; readonly view: MapView }
  | { readonly kind: 'words'; readonly name: AttributeName; readonly words: string };

type ShownMapProps = Pick<ViewProps, 'store' | 'coverings'> & { readonly photo: AnalysedPhoto };

/** @returns undefined where nobody wants a map, and for a map of a face in a photo without one */
export const shownMap = ({ store, coverings, photo }: ShownMapProps): ShownMap | undefined => {
  const { overlay, engine } = store.state.value;
  const face = facesOf(photo.analysis)[photo.chosenFace];
  if (overlay === 'none') return undefined;
  if (!isAttributeMap(overlay)) {
    const view = mapView(photo.analysis, face, overlay);
    return view && { kind: 'map', name: overlay, view };
  }
  const entry = engine.kind === 'ready' && engine.ready.manifest.attributes.find(({ name }) => name === overlay);
  if (!face || !entry) return undefined;
  const { attributes, maps } = texts.value;
  const state = coverings.of(face);
  if (state?.kind === 'done') return { kind: 'map', name: overlay, view: coveringView(face, entry, state.covering) };
  const words = state?.kind === 'failed' ? maps.coveringFailed : maps.covering(attributes[overlay]);
  return { kind: 'words', name: overlay, words };
};
