import { useRef, useState } from 'preact/hooks';
import { facesOf } from '../../domain/analysis';
import { ATTRIBUTE_INFO } from '../../domain/attribute-info';
import { ATTRIBUTES } from '../../domain/attributes';
import { presentAt } from '../../domain/strictness';
import { language, texts } from '../../i18n';
import { summaryFacts } from '../../i18n/sentence';
import { faceName, percentage } from '../../i18n/words';
import type { AnalysedPhoto } from '../../state/page/app-state';
import type { ViewProps } from '../shared/view-props';

type TakeProps = Pick<ViewProps, 'store' | 'actions'> & { readonly photo: AnalysedPhoto };

/** The chosen face in a sentence, as the panel tells it. */
const sentenceOf = ({ store, photo }: TakeProps): string => {
  const { engine, strictness, panel } = store.state.value;
  const face = facesOf(photo.analysis)[photo.chosenFace];
  if (!face || engine.kind !== 'ready') return '';
  const present = presentAt(face.attributes, engine.ready.manifest.attributes, strictness);
  return texts.value.panel.summary(summaryFacts(present, panel.unfolded));
};

/** All faces as a table that spreadsheets take: a line an attribute, a column a face; what is folded away stays out. */
const tableOf = ({ store, photo }: TakeProps): string => {
  const { attributes, take } = texts.value;
  const faces = facesOf(photo.analysis);
  const names = ATTRIBUTES.filter((name) => store.state.value.panel.unfolded || !ATTRIBUTE_INFO[name].sensitive);
  const header = [take.attribute, ...faces.map((_, index) => faceName(index, faces.length))];
  const lines = names.map((name) => [attributes[name], ...faces.map((face) => percentage(face.attributes[name]))]);
  return [header, ...lines].map((cells) => cells.join('\t')).join('\n');
};

/** What was found, to copy, to save or to share. */
export const TakeAlong = (props: TakeProps) => {
  const { actions, photo } = props;
  const menu = useRef<HTMLDetailsElement>(null);
  const [said, setSaid] = useState('');
  const { take } = texts.value;
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  const run = async (work: () => Promise<string>): Promise<void> => {
    close();
    setSaid(await work().catch(() => take.failed));
  };
  const copy = (text: string) => () =>
    actions.copyText(text).then(
      () => take.copied,
      () => take.notCopied,
    );
  const save = (kind: string) => async () => take.saved(await actions.savePhoto(kind, photo.id));
  const share = async (): Promise<string> => {
    await actions.sharePhoto?.(photo.id);
    return '';
  };
  const items: readonly (readonly [string, () => Promise<string>])[] = [
    [take.copySentence, copy(sentenceOf(props))],
    [take.copyTable, copy(tableOf(props))],
    ...actions.exports.map(({ kind, label }) => [take.save(label[language.value]), save(kind)] as const),
    ...(actions.sharePhoto ? [[take.share, share] as const] : []),
  ];
  return (
    <>
      <details
        ref={menu}
        class="album-menu take-along"
        onKeyDown={(event) => event.key === 'Escape' && close()}
        onFocusOut={({ relatedTarget }) => {
          if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) close();
        }}
        onToggle={({ currentTarget }) => currentTarget.open && setSaid('')}
      >
        <summary class="button">{take.label}</summary>
        <ul>
          {items.map(([label, work]) => (
            <li key={label}>
              <button type="button" onClick={() => void run(work)}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      </details>
      <p class="take-said" aria-live="polite">
        {said}
      </p>
    </>
  );
};
