import { facesOf } from '../domain/analysis';
import type { AttributeEntry } from '../domain/manifest';
import type { AnalysedPhoto, FailedPhoto, Photo } from '../state/app-state';
import { faceChosen } from '../state/transitions';
import { AttributeList } from './attribute-list';
import { panelRows, summaryOf } from './attribute-rows';
import { faceColor } from './boxes';
import { FaceList } from './face-list';
import type { ViewProps } from './view-props';
import { faceName, photoStatus } from './words';

type PanelProps<P extends Photo = Photo> = ViewProps & { readonly photo: P };

const NoFace = () => (
  <>
    <h2>No face found</h2>
    <p class="quiet-text">
      Facet finds faces that are not tiny, hidden or upside down. Try a closer photo, or the heat map: it shows where a
      head was thought possible.
    </p>
  </>
);

const Failed = ({ photo, actions }: PanelProps<FailedPhoto>) => (
  <>
    <h2>This photo couldn't be analysed</h2>
    <p>{photo.message}</p>
    <button type="button" class="button primary" onClick={() => actions.retryPhoto(photo.id)}>
      Try again
    </button>
  </>
);

const Found = ({ photo, store, entries }: PanelProps<AnalysedPhoto> & { entries: readonly AttributeEntry[] }) => {
  const faces = facesOf(photo.analysis);
  const face = faces[photo.chosenFace];
  if (!face) return <NoFace />;
  return (
    <>
      {faces.length > 1 && (
        <FaceList photo={photo} faces={faces} onChoose={(index) => store.apply(faceChosen, photo.id, index)} />
      )}
      <header class="face-summary" style={{ '--face': faceColor(photo.chosenFace) }}>
        <h2>{faces.length > 1 ? faceName(photo.chosenFace, faces.length) : 'This face'}</h2>
        <p>{summaryOf(face)}</p>
      </header>
      <AttributeList {...panelRows(face, entries)} />
    </>
  );
};

/** What is known about the photo's faces, one at a time. */
export const Panel = (props: PanelProps) => {
  const { photo, store } = props;
  const { engine } = store.state.value;
  const content = () => {
    if (photo.phase === 'failed') return <Failed {...props} photo={photo} />;
    if (photo.phase === 'analysed' && engine.kind === 'ready') {
      return <Found {...props} photo={photo} entries={engine.ready.manifest.attributes} />;
    }
    return <p class="panel-waiting">{photoStatus(photo, engine)}…</p>;
  };
  return (
    <aside class="panel" aria-label="Faces and their attributes">
      {content()}
    </aside>
  );
};
