/** A time in a video as players write it, to a tenth of a second: 0:07.4, 12:05.0. @param seconds 0 or more */
export const videoTime = (seconds: number): string => {
  const tenths = Math.round(seconds * 10);
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return `${Math.floor(tenths / 600)}:${rest}`;
};
