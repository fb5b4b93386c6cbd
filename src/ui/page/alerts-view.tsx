import { texts } from '../../i18n';
import { noticeText } from '../../i18n/words';
import type { Notice } from '../../state/page/app-state';
import { noticeDismissed } from '../../state/page/transitions';
import type { ViewProps } from '../shared/view-props';

/** What a notice says: in the language of now, with the English message below where that says more. */
export const NoticeText = ({ notice }: { readonly notice: Notice }) => {
  const { text, detail } = noticeText(notice);
  return (
    <p>
      {text}
      {detail && (
        <span class="notice-detail" lang="en">
          {detail}
        </span>
      )}
    </p>
  );
};

/** What went wrong, in plain words, until somebody has read it. */
export const AlertsView = ({ store }: ViewProps) =>
  store.state.value.notices.map((notice) => (
    <div key={notice.message} class="alert" role="alert">
      <NoticeText notice={notice} />
      <button type="button" class="button quiet" onClick={() => store.apply(noticeDismissed, notice.message)}>
        {texts.value.alerts.dismiss}
      </button>
    </div>
  ));
