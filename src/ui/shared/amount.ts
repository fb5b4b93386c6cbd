import { texts } from '../../i18n';

/** An amount of data as people read it, in the language of now: 4.3 MB. @param bytes one or more */
export const amountOf = (bytes: number): string => {
  const megabytes = bytes / 1e6;
  return `${texts.value.number(megabytes, megabytes < 100 ? 1 : 0)} MB`;
};
