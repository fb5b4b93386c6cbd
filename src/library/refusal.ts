import { Fault, isFault } from '../domain/errors';

/** Notices what a Content-Security-Policy forbids while an analyzer starts: the browser tells the page, not the caller. */
export const watchPolicy = (): { explain(error: unknown): unknown; end(): void } => {
  let violated: SecurityPolicyViolationEvent | undefined;
  const note = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === 'worker-src') violated ??= event;
  };
  document.addEventListener('securitypolicyviolation', note);
  return {
    explain: (error) => {
      if (violated === undefined || !isFault(error, 'WorkerLost')) return error;
      const { blockedURI } = violated;
      return new Fault(
        'WorkerLost',
        `This page's Content-Security-Policy doesn't let the background worker start (worker-src forbids ${blockedURI}). Add that origin to worker-src, or blob: where the library comes from another origin.`,
      );
    },
    end: () => document.removeEventListener('securitypolicyviolation', note),
  };
};
