import { batch } from '@preact/signals';
import { texts } from '../../i18n';
import { shownPhoto } from '../../state/page/app-state';
import { placeShown } from '../../state/page/transitions';
import type { ViewProps } from '../shared/view-props';
import { drawnCascade } from './cascade';
import { DEPENDENCIES } from './licences';
import { ModelCard } from './models';
import { StorageView } from './storage-view';

/** Puts an example on the stage without going there. */
const explainExample = ({ store, actions }: ViewProps): void =>
  batch(() => {
    actions.openExample(texts.value.start.astronaut, './examples/astronaut.jpg');
    store.apply(placeShown, 'about');
  });

/** The cascade with the photo on the stage, or the offer of an example while there is none with a face. */
const HowItWorks = (props: ViewProps) => {
  const { how } = texts.value.about;
  const shown = shownPhoto(props.store.state.value);
  // Of a photo of the album there is nothing to draw: it keeps boxes and scores only.
  const photo = shown?.phase === 'analysed' && shown.kept ? undefined : shown;
  const drawn = photo?.phase === 'analysed' && drawnCascade(photo);
  const isWorking = photo && photo.phase !== 'analysed' && photo.phase !== 'failed';
  const words = () => {
    if (photo && drawn) return how.withPhoto(photo.name);
    if (isWorking) return how.working;
    return photo?.phase === 'analysed' ? how.noFace : how.withoutPhoto;
  };
  return (
    <section aria-labelledby="about-how">
      <h2 id="about-how">{how.title}</h2>
      <p role="status">{words()}</p>
      {drawn}
      {!drawn && !isWorking && (
        <button type="button" class="button primary" onClick={() => explainExample(props)}>
          {how.example}
        </button>
      )}
      <p class="quiet-text">{how.paper}</p>
    </section>
  );
};

const Models = ({ store }: ViewProps) => {
  const { models } = texts.value.about;
  const { engine } = store.state.value;
  return (
    <section aria-labelledby="about-models">
      <h2 id="about-models">{models.title}</h2>
      {engine.kind === 'ready' ? <ModelCard manifest={engine.ready.manifest} /> : <p>{models.waiting}</p>}
    </section>
  );
};

interface ParagraphsProps {
  readonly id: string;
  readonly title: string;
  readonly texts: readonly string[];
}

const Paragraphs = ({ id, title, texts: said }: ParagraphsProps) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <ul class="about-list">
      {said.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </section>
);

const Licences = ({ store }: ViewProps) => {
  const { licences, notFor } = texts.value.about;
  const { engine } = store.state.value;
  return (
    <section aria-labelledby="about-licences">
      <h2 id="about-licences">{licences.title}</h2>
      <p>{notFor.licence}</p>
      {engine.kind === 'ready' && <p lang="en">{engine.ready.manifest.origin.license}</p>}
      <p>{licences.code}</p>
      <ul class="about-licences" lang="en">
        {DEPENDENCIES.map(({ name, licence, url }) => (
          <li key={name}>
            <a href={url}>{name}</a> {licence}
          </li>
        ))}
      </ul>
      <p>
        <a href="./licences.txt">{licences.full}</a>
      </p>
    </section>
  );
};

/** What Facet is, how it works and how well, what it keeps, and what it must not be used for. */
export const AboutView = (props: ViewProps) => {
  const { about } = texts.value;
  return (
    <div class="about">
      <header>
        <h2>{about.title}</h2>
        <p>{about.lead}</p>
      </header>
      <HowItWorks {...props} />
      <Models {...props} />
      <Paragraphs id="about-privacy" {...about.privacy} />
      <Paragraphs id="about-not-for" {...about.notFor} />
      <StorageView {...props} />
      <Licences {...props} />
    </div>
  );
};
