import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { facesOf } from '../../domain/analysis';
import type { Ready } from '../../domain/analyzer-api';
import type { AttributeName } from '../../domain/attributes';
import { contradictionsOf } from '../../domain/contradictions';
import { texts } from '../../i18n';
import { summaryFacts } from '../../i18n/sentence';
import { faceName, noticeText, photoStatus } from '../../i18n/words';
import type { AnalysedPhoto, FailedPhoto, Photo } from '../../state/page/app-state';
import { faceChosen } from '../../state/page/transitions';
import { faceColor } from '../shared/boxes';
import { StrictnessChoice } from '../shared/strictness-choice';
import type { ViewProps } from '../shared/view-props';
import { AttributeList } from './attribute-list';
import { arranged, isUnusualThreshold, rowsOf } from './attribute-rows';
import { CompareChoice } from './compare-choice';
import { FaceList } from './face-list';
import { stepFace, swipeOf } from './face-steps';
import { PanelHandle } from './panel-handle';
import { BarKey, PanelTools, Searched } from './panel-tools';

type PanelProps<P extends Photo = Photo> = ViewProps & { readonly photo: P };
type FoundProps = PanelProps<AnalysedPhoto> & { readonly ready: Ready };

interface Present {
  /** What counts as present in the chosen face. */
  readonly present: readonly AttributeName[];
}

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

/** Wiping over the head of the panel goes to another face. */
const useSwipe = (store: ViewProps['store']) => {
  const from = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  return {
    onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent): void => {
      from.current = pointerType === 'touch' ? { x: clientX, y: clientY } : undefined;
    },
    onPointerUp: ({ clientX, clientY }: PointerEvent): void => {
      const step = from.current && swipeOf(clientX - from.current.x, clientY - from.current.y);
      if (step) stepFace(store, step);
    },
  };
};

/** The chosen face in one sentence, which a screen reader tells whenever another face is chosen. */
const Summary = ({ photo: { analysis, chosenFace }, store, present }: FoundProps & Present) => {
  const faces = facesOf(analysis);
  const { panel } = texts.value;
  const isOne = faces.length < 2;
  const title = isOne ? panel.thisFace : faceName(chosenFace, faces.length);
  const contradictions = contradictionsOf(present).length;
  const step = (to: 'previous' | 'next', label: string, sign: string) => (
    <button type="button" class="face-step" aria-label={label} onClick={() => stepFace(store, to)}>
      {sign}
    </button>
  );
  return (
    <header class="face-summary" style={{ '--face': faceColor(chosenFace) }} {...useSwipe(store)}>
      <div class="face-title">
        {!isOne && step('previous', panel.previousFace, '‹')}
        <h2>{title}</h2>
        {!isOne && step('next', panel.nextFace, '›')}
        {!isOne && <CompareChoice store={store} />}
      </div>
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
  const { panel: settings, strictness, compared } = store.state.value;
  const faces = facesOf(photo.analysis);
  const { leftOut } = photo.analysis;
  const face = faces[photo.chosenFace];
  if (!face) {
    return (
      <Scrolled>
        <NoFace />
      </Scrolled>
    );
  }
  const { attributes } = ready.manifest;
  const rows = rowsOf(face, attributes, strictness);
  const present = rows.filter((row) => row.present).map(({ name }) => name);
  const shown = arranged(rows, settings);
  const count = shown.groups.reduce((sum, group) => sum + group.rows.length, shown.sensitive.length);
  return (
    <>
      <div class="panel-top">
        {leftOut !== undefined && <p class="quiet-text">{texts.value.panel.leftOut(faces.length, leftOut)}</p>}
        {faces.length > 1 && (
          <FaceList
            photo={photo}
            faces={faces}
            compared={compared}
            onChoose={(index) => store.apply(faceChosen, photo.id, index)}
          />
        )}
        <Summary {...props} present={present} />
        <PanelTools store={store} measured={attributes.some(({ measured }) => measured)} />
      </div>
      <Scrolled>
        <Searched store={store} shown={count} />
        <AttributeList rows={shown} context={{ store, face, faces: faces.length, ready }} />
        <BarKey sort={settings.sort} ticks={rows.some(isUnusualThreshold)} />
        <StrictnessChoice store={store} name="strictness-panel" />
      </Scrolled>
    </>
  );
};

const Scrolled = ({ children }: { readonly children: ComponentChildren }) => (
  <div class="panel-content">{children}</div>
);

const Content = (props: PanelProps) => {
  const { photo, store } = props;
  const { engine } = store.state.value;
  if (photo.phase === 'analysed' && engine.kind === 'ready') {
    return <Found {...props} photo={photo} ready={engine.ready} />;
  }
  return (
    <Scrolled>
      {photo.phase === 'failed' ? (
        <Failed {...props} photo={photo} />
      ) : (
        <p class="panel-waiting">{photoStatus(photo, engine)}…</p>
      )}
    </Scrolled>
  );
};

/** What is known about the photo's faces, one at a time; on a phone a sheet that can be pulled up. */
export const Panel = (props: PanelProps) => (
  <aside class="panel" aria-label={texts.value.panel.label}>
    <PanelHandle store={props.store} />
    <div class="panel-body">
      <Content {...props} />
    </div>
  </aside>
);
