/** What can be taken along from a photo, in English. */
export const takeEn = {
  label: 'Take along',
  copySentence: 'Copy the sentence',
  copyTable: 'Copy the table',
  save: (format: string) => `Save: ${format}`,
  share: 'Share the picture',
  attribute: 'Attribute',
  copied: 'Copied.',
  saved: (name: string) => `Saved as ${name}.`,
  notCopied: 'This browser doesn’t let a page copy. Save a file instead.',
  failed: 'That didn’t work. Nothing is lost: try again.',
};
