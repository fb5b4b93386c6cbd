import type { FaceEvidence } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import type { Concepts } from '../../domain/concepts';
import { texts } from '../../i18n';
import { conceptShares } from './concepts';

interface ConceptsListProps {
  readonly concepts: Concepts;
  readonly evidence: FaceEvidence;
  readonly name: AttributeName;
}

/** The strongest concepts behind one score of one face, with their share; nothing where none is known. */
export const ConceptsList = ({ concepts, evidence, name }: ConceptsListProps) => {
  const { attributes, evidence: words, facts, percent } = texts.value;
  const shares = conceptShares(concepts, evidence, name);
  if (shares.length === 0) return null;
  const { accuracy, fullAccuracy } = concepts.combinations[name];
  const outOf100 = (share: number): string => facts.outOf100(Math.round(100 * share));
  return (
    <section class="concepts">
      <h3>{words.strongest}</h3>
      <ul>
        {shares.map(({ attribute, inverse, share }) => (
          <li key={`${attribute} ${inverse}`}>
            {words.sign(attributes[attribute], inverse)}
            <span class="concept-share">{words.share(percent(Math.abs(share)), share < 0)}</span>
          </li>
        ))}
      </ul>
      <p class="quiet-text">{words.fewSigns(outOf100(accuracy), outOf100(fullAccuracy))}</p>
    </section>
  );
};
