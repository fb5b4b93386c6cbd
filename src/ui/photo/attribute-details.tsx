import type { Face } from '../../domain/analysis';
import type { Ready } from '../../domain/analyzer-api';
import { ATTRIBUTE_INFO } from '../../domain/attribute-info';
import type { AttributeName } from '../../domain/attributes';
import { texts } from '../../i18n';
import { comparedChosen, overlayChosen } from '../../state/page/transitions';
import { ConceptsList } from '../about/concepts-list';
import type { ViewProps } from '../shared/view-props';
import { factsOf } from './attribute-facts';
import type { AttributeRow } from './attribute-rows';
import { ScoreAccount } from './score-account';

export interface DetailsProps extends Pick<ViewProps, 'store'> {
  readonly row: AttributeRow;
  readonly face: Face;
  /** How many faces the photo has. */
  readonly faces: number;
  readonly ready: Ready;
}

/** Lays the map of what carries an attribute's score over the photo, or takes it away. */
const LookedAt = ({ store, name }: Pick<ViewProps, 'store'> & { readonly name: AttributeName }) => {
  const { show, hide } = texts.value.evidence;
  const shown = store.state.value.overlay === name;
  return (
    <button type="button" class="button" onClick={() => store.apply(overlayChosen, shown ? 'none' : name)}>
      {shown ? hide : show}
    </button>
  );
};

/** Shows an attribute on every face of the photo; not one that judges a person, by which faces would be ranked. */
const Compared = ({ store, name }: Pick<ViewProps, 'store'> & { readonly name: AttributeName }) => {
  const { show, hide } = texts.value.compare;
  const isCompared = store.state.value.compared === name;
  return (
    <button type="button" class="button" onClick={() => store.apply(comparedChosen, isCompared ? undefined : name)}>
      {isCompared ? hide : show}
    </button>
  );
};

/** What an open row tells: how far to trust it, and why it is what it is. */
export const AttributeDetails = ({ row: { name, contradicts }, face, faces, ready, store }: DetailsProps) => {
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
          factsOf(entry, store.state.value.strictness).map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      {images !== undefined && <p class="quiet-text">{facts.measuredOn(images)}</p>}
      <div class="row-actions">
        {hasEvidence && <LookedAt store={store} name={name} />}
        {faces > 1 && !ATTRIBUTE_INFO[name].sensitive && <Compared store={store} name={name} />}
      </div>
      {hasEvidence && concepts && <ConceptsList concepts={concepts} evidence={face.evidence} name={name} />}
      {hasEvidence && <ScoreAccount evidence={face.evidence} name={name} />}
    </>
  );
};
