import { facesOf } from '../domain/analysis';
import type { Ready } from '../domain/analyzer-api';
import { contradictionsOf } from '../domain/contradictions';
import type { AnalysedPhoto, FailedPhoto, Photo } from '../state/app-state';
import { faceChosen } from '../state/transitions';
import { AttributeList } from './attribute-list';
import { arranged, rowsOf } from './attribute-rows';
import { faceColor } from './boxes';
import { FaceList } from './face-list';
import { PanelHandle } from './panel-handle';
import { BarKey, PanelTools } from './panel-tools';
import { summaryFacts } from './summary';
import { texts } from './texts';
import type { ViewProps } from './view-props';
import { faceName, noticeText, photoStatus } from './words';

type PanelProps<P extends Photo = Photo> = ViewProps & { readonly photo: P };
type FoundProps = PanelProps<AnalysedPhoto> & { readonly ready: Ready };

const NoFace = () => (
  <>
    <h2>{texts.value.panel.noFace}</h2>
    <p class="quiet-text">{texts.value.panel.noFaceHint}</p>
  </>
);

const Failed = ({ photo, actions }: PanelProps<FailedPhoto>) => {
  const { failed, tryAgain } = texts.value.panel;
  const { text, detail } = noticeText(photo);
  return (
    <>
      <h2>{failed}</h2>
      <p>{text}</p>
      {detail && <p class="quiet-text">{detail}</p>}
      <button type="button" class="button primary" onClick={() => actions.retryPhoto(photo.id)}>
        {tryAgain}
      </button>
    </>
  );
};

/** The chosen face in one sentence, which a screen reader tells whenever another face is chosen. */
const Summary = ({ photo: { analysis, chosenFace }, store }: FoundProps) => {
  const faces = facesOf(analysis);
  const { panel } = texts.value;
  const present = faces[chosenFace]?.present ?? [];
  const title = faces.length > 1 ? faceName(chosenFace, faces.length) : panel.thisFace;
  const contradictions = contradictionsOf(present).length;
  return (
    <header class="face-summary" style={{ '--face': faceColor(chosenFace) }}>
      <h2>{title}</h2>
      <p class="summary" role="status">
        <span class="visually-hidden">{title}: </span>
        {panel.summary(summaryFacts(present, store.state.value.panel.unfolded))}
      </p>
      {contradictions > 0 && <p class="contradiction">{panel.contradictions(contradictions)}</p>}
    </header>
  );
};

const Found = (props: FoundProps) => {
  const { photo, store, ready } = props;
  const faces = facesOf(photo.analysis);
  const { leftOut } = photo.analysis;
  const face = faces[photo.chosenFace];
  if (!face) return <NoFace />;
  const settings = store.state.value.panel;
  const { attributes } = ready.manifest;
  const rows = arranged(rowsOf(face, attributes), settings);
  const isEmpty = rows.groups.length + rows.sensitive.length === 0;
  return (
    <>
      {leftOut !== undefined && <p class="quiet-text">{texts.value.panel.leftOut(faces.length, leftOut)}</p>}
      {faces.length > 1 && (
        <FaceList photo={photo} faces={faces} onChoose={(index) => store.apply(faceChosen, photo.id, index)} />
      )}
      <Summary {...props} />
      <PanelTools store={store} measured={attributes.some(({ measured }) => measured)} />
      <BarKey sort={settings.sort} />
      {isEmpty && <p>{texts.value.panel.nothingFound(settings.search.trim())}</p>}
      <AttributeList rows={rows} context={{ store, face, ready }} />
    </>
  );
};

const Content = (props: PanelProps) => {
  const { photo, store } = props;
  const { engine } = store.state.value;
  if (photo.phase === 'failed') return <Failed {...props} photo={photo} />;
  if (photo.phase === 'analysed' && engine.kind === 'ready') {
    return <Found {...props} photo={photo} ready={engine.ready} />;
  }
  return <p class="panel-waiting">{photoStatus(photo, engine)}…</p>;
};

/** What is known about the photo's faces, one at a time; on a phone a sheet that can be pulled up. */
export const Panel = (props: PanelProps) => (
  <aside class="panel" aria-label={texts.value.panel.label}>
    <PanelHandle store={props.store} />
    <div class="panel-content">
      <Content {...props} />
    </div>
  </aside>
);
