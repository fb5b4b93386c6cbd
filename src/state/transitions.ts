import { type AlbumPhotoId, withoutBoxes } from '../domain/album';
import { type Analysis, facesOf } from '../domain/analysis';
import type { BackendName, Ready } from '../domain/analyzer-api';
import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';
import type { FaultName } from '../domain/errors';
import type { Progress } from '../domain/progress';
import type { Strictness } from '../domain/strictness';
import {
  type AnalysedPhoto,
  type AppState,
  type EngineState,
  type Keeping,
  type Notice,
  type Overlay,
  type Photo,
  type PhotoId,
  type Picture,
  type Place,
  photoWithId,
} from './app-state';

/*
 * Pure: the state before and what happened make the state after. An answer for a photo that is gone, or that no longer
 * waits for this answer, changes nothing.
 */

/** The same state with other photos. */
const withPhotos = (state: AppState, photos: readonly Photo[], shown = state.shown): AppState => {
  const { shown: _before, ...rest } = state;
  const onStage = photos.find(({ id }) => id === shown) ?? photos.at(-1);
  return onStage ? { ...rest, photos, shown: onStage.id } : { ...rest, photos };
};

const withPhoto = (state: AppState, changed: Photo): AppState =>
  withPhotos(
    state,
    state.photos.map((photo) => (photo.id === changed.id ? changed : photo)),
  );

const noticeOf = (message: string, fault?: FaultName): Notice => ({ message, ...(fault && { fault }) });

const withEngine = (state: AppState, engine: EngineState): AppState => ({ ...state, engine });

/** Somebody goes to another place; what was opened stays. */
export const placeShown = (state: AppState, place: Place): AppState => ({ ...state, place });

/**
 * Something to tell, once, however often it happens.
 * @param message in plain English words
 * @param fault the kind of fault, if it was one
 */
export const noticeAdded = (state: AppState, message: string, fault?: FaultName): AppState => {
  if (state.notices.some((notice) => notice.message === message)) return state;
  return { ...state, notices: [...state.notices, noticeOf(message, fault)] };
};

export const noticeDismissed = (state: AppState, message: string): AppState => ({
  ...state,
  notices: state.notices.filter((notice) => notice.message !== message),
});

/** Photos were handed over; the first of them goes on the stage, and the stage is shown. */
export const photosAdded = (
  state: AppState,
  added: readonly { id: PhotoId; name: string; file?: AlbumPhotoId }[],
): AppState => {
  const queued = added.map((photo): Photo => ({ ...photo, phase: 'queued' }));
  if (queued.length === 0) return state;
  return withPhotos({ ...state, place: 'photo' }, [...state.photos, ...queued], queued[0]?.id);
};

/** It is this photo's turn. */
export const photoOpening = (state: AppState, id: PhotoId): AppState => {
  const photo = photoWithId(state, id);
  return photo?.phase === 'queued' ? withPhoto(state, { ...photo, phase: 'opening' }) : state;
};

/** The file was decoded and is on its way through the nets. */
export const photoOpened = (state: AppState, id: PhotoId, picture: Picture): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'opening') return state;
  return withPhoto(state, { ...photo, phase: 'analysing', picture });
};

/** What else is known of an analysed photo: what its content is called, and for one of the album how it was kept. */
export type AnalysedDetails = Partial<Pick<AnalysedPhoto, 'file' | 'chosenFace' | 'kept'>>;

export const photoAnalysed = (
  state: AppState,
  id: PhotoId,
  analysis: Analysis,
  details: AnalysedDetails = {},
): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysing') return state;
  return withPhoto(state, { ...photo, chosenFace: 0, ...details, phase: 'analysed', analysis });
};

/** The original is there: it takes the place of the smaller copy, and the results stay as they were measured. */
export const originalShown = (state: AppState, id: PhotoId, picture: Picture): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysed' || !photo.kept) return state;
  const { added } = photo.kept;
  return withPhoto(state, { ...photo, picture, kept: { added } });
};

/** Somebody wants the photo to be analysed again. */
export const photoQueuedAgain = (state: AppState, id: PhotoId): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysed') return state;
  const { name, picture, file } = photo;
  return withPhoto(state, { id, name, picture, ...(file && { file }), phase: 'queued' });
};

/** Somebody wants the photo in the album, or that has come to something. */
export const photoKeeping = (state: AppState, id: PhotoId, keeping: Keeping): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysed') return state;
  return withPhoto(state, { ...photo, ...(keeping.kind === 'done' && { file: keeping.file }), keeping });
};

/** Opening or analysing ended in a fault: a photo that can be shown stays, to be tried again; a file that can't goes. */
export const photoFailed = (state: AppState, id: PhotoId, message: string, fault?: FaultName): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'opening' && photo?.phase !== 'analysing') return state;
  const { picture } = photo;
  const told = noticeAdded(state, message, fault);
  if (!picture) return photoRemoved(told, id);
  return withPhoto(told, { ...photo, phase: 'failed', picture, ...noticeOf(message, fault) });
};

/** A failed photo queues up again. */
export const photoRetried = (state: AppState, id: PhotoId): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'failed') return state;
  const { message, fault: _, ...rest } = photo;
  return withPhoto(noticeDismissed(state, message), { ...rest, phase: 'queued' });
};

/** Takes a photo away; its neighbour takes its place on the stage. An empty stage is left for the start. */
export const photoRemoved = (state: AppState, id: PhotoId): AppState => {
  const { photos, place } = state;
  const at = photos.findIndex((photo) => photo.id === id);
  if (at < 0) return state;
  const neighbour = photos[at + 1] ?? photos[at - 1];
  const left = withPhotos(
    state,
    photos.filter((photo) => photo.id !== id),
    state.shown === id ? neighbour?.id : state.shown,
  );
  return left.shown === undefined && place === 'photo' ? { ...left, place: 'start' } : left;
};

/** Puts a photo on the stage and goes there; one that is gone changes nothing. */
export const photoShown = (state: AppState, id: PhotoId): AppState =>
  photoWithId(state, id) ? { ...state, place: 'photo', shown: id } : state;

/** @param face index into the photo's faces; one that isn't there changes nothing */
export const faceChosen = (state: AppState, id: PhotoId, face: number): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysed' || !facesOf(photo.analysis)[face]) return state;
  return withPhoto(state, { ...photo, chosenFace: face });
};

/** Shows a photo that lies turned the right way up, or again as it lies. */
export const photoTurned = (state: AppState, id: PhotoId, upright: boolean): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysed' || photo.analysis.turnDegrees === undefined) return state;
  return withPhoto(state, { ...photo, upright });
};

/** The chosen face is none: it goes from the photo, so that it can come back; the next one is chosen. */
export const faceTakenAway = (state: AppState, id: PhotoId): AppState => {
  const photo = photoWithId(state, id);
  const face = photo?.phase === 'analysed' && facesOf(photo.analysis)[photo.chosenFace];
  if (photo?.phase !== 'analysed' || !face) return state;
  const { analysis, chosenFace } = photo;
  const left = withoutBoxes(analysis, [face.face]);
  return withPhoto(state, {
    ...photo,
    analysis: left,
    chosenFace: Math.max(0, Math.min(chosenFace, facesOf(left).length - 1)),
    takenAway: { box: face.face, before: { analysis, chosenFace } },
  });
};

/** The face that was taken away last comes back. */
export const faceBack = (state: AppState, id: PhotoId): AppState => {
  const photo = photoWithId(state, id);
  if (photo?.phase !== 'analysed' || !photo.takenAway) return state;
  const { takenAway, ...rest } = photo;
  return withPhoto(state, { ...rest, ...takenAway.before });
};

export const overlayChosen = (state: AppState, overlay: Overlay): AppState => ({ ...state, overlay });

export const strictnessChosen = (state: AppState, strictness: Strictness): AppState => ({ ...state, strictness });

/** Shows one attribute on every face; none that judges a person, by which faces would be ranked. */
export const comparedChosen = (state: AppState, name: AttributeName | undefined): AppState => {
  const { compared: _before, ...rest } = state;
  return name === undefined || ATTRIBUTE_INFO[name].sensitive ? rest : { ...rest, compared: name };
};

/** Loading begins, for the first time or after a failure, whose notice has had its day. */
export const engineStarted = (state: AppState): AppState => {
  const { engine } = state;
  if (engine.kind === 'loading' || engine.kind === 'ready') return state;
  const quiet = engine.kind === 'failed' ? noticeDismissed(state, engine.message) : state;
  return withEngine(quiet, { kind: 'loading' });
};

/** Another backend is wanted, or, without a name, the fastest: loading begins anew. */
export const backendWanted = (state: AppState, wanted: BackendName | undefined): AppState => {
  const { wanted: _before, ...rest } =
    state.engine.kind === 'failed' ? noticeDismissed(state, state.engine.message) : state;
  return { ...rest, engine: { kind: 'idle' }, ...(wanted && { wanted }) };
};

/** Progress that arrives after the end of loading says nothing new. */
export const engineProgressed = (state: AppState, progress: Progress): AppState =>
  state.engine.kind === 'loading' ? withEngine(state, { kind: 'loading', progress }) : state;

/** Also after every restart of the worker, which has nothing new to say about this device's storage. */
export const engineReady = (state: AppState, ready: Ready): AppState => {
  const { storageWarning } = ready;
  const isTold = state.engine.kind === 'ready' && state.engine.ready.storageWarning === storageWarning;
  const told = storageWarning === undefined || isTold ? state : noticeAdded(state, storageWarning, 'NotKept');
  return withEngine(told, { kind: 'ready', ready });
};

export const engineFailed = (state: AppState, message: string, fault?: FaultName): AppState =>
  noticeAdded(withEngine(state, { kind: 'failed', ...noticeOf(message, fault) }), message, fault);
