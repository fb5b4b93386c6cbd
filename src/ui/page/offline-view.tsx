import { useEffect } from 'preact/hooks';
import { texts } from '../../i18n';
import { amountOf } from '../shared/amount';
import type { ViewProps } from '../shared/view-props';

type OfflineProps = Pick<ViewProps, 'store' | 'offline'>;

/** Long enough to read one line; About keeps saying it. */
const NEWS_MS = 10_000;

/** The nets are kept too: without them the page would start, and do nothing. */
const netsAreKept = ({ store }: OfflineProps): boolean => {
  const { engine } = store.state.value;
  return engine.kind === 'ready' && engine.ready.storageWarning === undefined;
};

const ReadyNews = ({ offline }: OfflineProps) => {
  const words = texts.value.offline;
  const { kept } = offline.state.value;
  // It takes room from what the person came for, so it goes by itself.
  useEffect(() => {
    const timer = setTimeout(() => offline.newsRead(), NEWS_MS);
    return () => clearTimeout(timer);
  }, [offline]);
  return (
    <div class="news" role="status">
      <p>{words.ready(kept && amountOf(kept.bytes))}</p>
      <button type="button" class="button quiet" onClick={() => offline.newsRead()}>
        {words.gotIt}
      </button>
    </div>
  );
};

const UpdateOffer = ({ offline }: OfflineProps) => {
  const words = texts.value.offline;
  const waits = offline.state.value.update === 'when-idle';
  return (
    <div class="news" role="status">
      <p>{waits ? words.updateWhenIdle : words.update}</p>
      {!waits && (
        <button type="button" class="button primary" onClick={() => offline.update()}>
          {words.updateNow}
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => offline.postpone()}>
        {waits ? words.updateCancel : words.updateLater}
      </button>
    </div>
  );
};

/** What the page as an app has to say, until somebody has read it. */
export const OfflineView = (props: OfflineProps) => {
  const { isNews, update } = props.offline.state.value;
  const isOffered = update === 'offered' || update === 'when-idle';
  // One strip, one piece of news: that of a new version matters more.
  return (
    <>
      {isOffered && <UpdateOffer {...props} />}
      {!isOffered && isNews && netsAreKept(props) && <ReadyNews {...props} />}
    </>
  );
};
