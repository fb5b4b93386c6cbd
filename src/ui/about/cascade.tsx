import type { ComponentChildren } from 'preact';
import { type Face, facesOf } from '../../domain/analysis';
import type { Box } from '../../domain/geometry';
import { texts } from '../../i18n';
import { percentage } from '../../i18n/words';
import type { AnalysedPhoto, Picture } from '../../state/page/app-state';
import { FeatureStrip } from '../photo/feature-strip';
import { TurnedPart } from '../photo/turned-part';
import { clipToPhoto, faceColor } from '../shared/boxes';
import { strongestOf } from './figures';

interface StepProps {
  readonly title: string;
  readonly text: string;
  readonly children: ComponentChildren;
}

const Step = ({ title, text, children }: StepProps) => (
  <li class="cascade-step">
    <h3>{title}</h3>
    <div class="cascade-picture">{children}</div>
    <p>{text}</p>
  </li>
);

interface PartProps {
  readonly picture: Picture;
  readonly part: Box<'photo'>;
  readonly label: string;
  readonly children?: ComponentChildren;
}

/** A part of the photo, in photo pixels; what is drawn over it is in photo pixels too. */
const Part = ({ picture, part, label, children }: PartProps) => (
  <svg viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`} role="img" aria-label={label}>
    <image href={picture.url} width={picture.width} height={picture.height} />
    {children}
  </svg>
);

const Outline = ({ box, isHead = false }: { readonly box: Box<'photo'>; readonly isHead?: boolean }) => (
  <rect class={isHead ? 'cascade-head' : 'cascade-face'} x={box.x} y={box.y} width={box.width} height={box.height} />
);

const Scores = ({ face }: { readonly face: Face }) => (
  <ul class="cascade-scores">
    {strongestOf(face).map((name) => (
      <li key={name}>
        <span>{texts.value.attributes[name]}</span> <span>{percentage(face.attributes[name])}</span>
      </li>
    ))}
  </ul>
);

/** The four steps from photo to scores, drawn with one face of a photo. */
const Steps = ({
  picture,
  face,
  index,
}: {
  readonly picture: Picture;
  readonly face: Face;
  readonly index: number;
}) => {
  const { how } = texts.value.about;
  const whole: Box<'photo'> = { x: 0, y: 0, width: picture.width, height: picture.height };
  const { region, features } = face.evidence;
  return (
    <ol class="cascade" style={{ '--face': faceColor(index) }}>
      <Step {...how.photo}>
        <Part picture={picture} part={whole} label={how.photoPicture}>
          <Outline box={clipToPhoto(face.head, picture)} isHead />
        </Part>
      </Step>
      <Step {...how.head}>
        <Part picture={picture} part={face.head} label={how.headPicture}>
          <Outline box={face.face} />
        </Part>
      </Step>
      <Step {...how.face}>
        <TurnedPart picture={picture} part={region} label={how.facePicture} turn={-face.rollDegrees} />
      </Step>
      <Step title={how.features.title} text={how.features.text(features.length)}>
        <FeatureStrip features={features} label={how.features.picture(features.length)} />
      </Step>
      <Step {...how.scores}>
        <Scores face={face} />
      </Step>
    </ol>
  );
};

/** The cascade drawn with the photo that was looked at last; undefined where it has no face. */
export const drawnCascade = (photo: AnalysedPhoto) => {
  const face = facesOf(photo.analysis)[photo.chosenFace];
  return face && <Steps picture={photo.picture} face={face} index={photo.chosenFace} />;
};
