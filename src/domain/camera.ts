/** Why there is no picture from a camera. */
export const CAMERA_PROBLEMS = [
  /** The person, or the browser for them, said no. */
  'denied',
  'absent',
  /** Another program has it. */
  'in-use',
  /** It was there and went away. */
  'unplugged',
  /** Browsers give no camera to pages that aren't served securely. */
  'insecure',
  /** It gives pictures, but they can't be analysed. */
  'not-analysed',
  'failed',
] as const;

export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

/** A camera that can be chosen. */
export interface CameraChoice {
  readonly id: string;
  /** As the system calls it; empty until the person has allowed a camera. */
  readonly label: string;
}
