import type { Face } from '../domain/analysis';
import type { Ready } from '../domain/analyzer-api';
import type { AttributeName } from '../domain/attributes';
import { overlayChosen } from '../state/transitions';
import { factsOf } from './attribute-facts';
import type { AttributeRow } from './attribute-rows';
import { ConceptsList } from './concepts-list';
import { texts } from './texts';
import type { ViewProps } from './view-props';

export interface DetailsProps extends Pick<ViewProps, 'store'> {
  readonly row: AttributeRow;
  readonly face: Face;
  readonly ready: Ready;
}

/** Lays the map of where an attribute was read off over the photo, or takes it away. */
const LookedAt = ({ store, name }: Pick<ViewProps, 'store'> & { readonly name: AttributeName }) => {
  const { show, hide } = texts.value.evidence;
  const shown = store.state.value.overlay === name;
  return (
    <button type="button" class="button" onClick={() => store.apply(overlayChosen, shown ? 'none' : name)}>
      {shown ? hide : show}
    </button>
  );
};

/** What an open row tells: how far to trust it, and why it is what it is. */
export const AttributeDetails = ({ row: { name, contradicts }, face, ready, store }: DetailsProps) => {
  const { attributes, facts, list, panel } = texts.value;
  const { manifest, concepts } = ready;
  const entry = manifest.attributes.find((other) => other.name === name);
  // The album keeps scores, not what they stand on.
  const hasEvidence = face.evidence.features.length > 0;
  const images = entry?.measured && manifest.measuredOn?.images;
  return (
    <>
      {contradicts.length > 0 && (
        <p class="contradiction">{panel.contradicts(list(contradicts.map((other) => attributes[other])))}</p>
      )}
      <dl class="facts">
        {entry &&
          factsOf(entry).map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      {images !== undefined && <p class="quiet-text">{facts.measuredOn(images)}</p>}
      {hasEvidence && <LookedAt store={store} name={name} />}
      {hasEvidence && concepts && <ConceptsList concepts={concepts} evidence={face.evidence} name={name} />}
    </>
  );
};
