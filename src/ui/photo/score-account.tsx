import type { FaceEvidence } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import { texts } from '../../i18n';

const signed = (value: number): string => {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
};

interface ScoreAccountProps {
  readonly evidence: FaceEvidence;
  readonly name: AttributeName;
}

/** The exact account of a score: what each part of the face adds to the margin, as numbers. */
export const ScoreAccount = ({ evidence: { width, height, contributions, margins }, name }: ScoreAccountProps) => {
  const { evidence: words } = texts.value;
  const parts = contributions[name];
  const constant = margins[name] - parts.reduce((sum, part) => sum + part, 0);
  return (
    <details class="account">
      <summary>{words.account}</summary>
      <p class="quiet-text">{words.accountWhat(signed(constant), signed(margins[name]))}</p>
      <table>
        <caption class="visually-hidden">{words.accountCaption}</caption>
        <tbody>
          {Array.from({ length: height }, (_, row) => (
            <tr key={`row ${row}`}>
              {Array.from(parts.subarray(row * width, (row + 1) * width), (part, column) => (
                <td key={`column ${column}`}>{signed(part)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};
