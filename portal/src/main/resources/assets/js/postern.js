(function () {
  'use strict';

  var pad = function (n) { return String(n).padStart(2, '0'); };

  // By the server's clock: a browser whose clock is wrong still counts down to the right moment.
  var ahead = 0;
  var learn = function (date, sent) {
    var server = Date.parse(date || '');
    if (!isNaN(server)) { ahead = server + 500 - (sent + Date.now()) / 2; }
  };
  var now = function () { return Date.now() + ahead; };

  var shown = new Intl.DateTimeFormat(undefined, {
    day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short'
  });

  var left = function (ms) {
    var s = Math.ceil(ms / 1000), d = Math.floor(s / 86400), h = Math.floor(s % 86400 / 3600), m = Math.floor(s % 3600 / 60);
    return (d ? d + ' d ' : '') + (d || h ? h + ':' + pad(m) : m) + ':' + pad(s % 60);
  };

  var tick = function () {
    document.querySelectorAll('[data-until]').forEach(function (it) {
      var ms = Date.parse(it.dateTime) - now();
      if (isNaN(ms)) { return; }
      it.textContent = ms > 0 ? left(ms) : it.dataset.over || 'over';
      it.classList.toggle('until-soon', ms > 0 && ms <= Number(it.dataset.soon || 300) * 1000);
      it.classList.toggle('until-over', ms <= 0);
    });
  };

  var dress = function (root) {
    root.querySelectorAll('time[data-time]').forEach(function (it) {
      var at = Date.parse(it.dateTime);
      if (!isNaN(at)) { it.title = it.dateTime + ' (UTC)'; it.textContent = shown.format(at); }
    });
    root.querySelectorAll('[data-copy], [data-theme-toggle], [data-script]').forEach(function (it) { it.hidden = false; });
    tick();
  };

  document.addEventListener('click', function (e) {
    var copy = e.target.closest('[data-copy]');
    if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(function () {
        var word = copy.querySelector('.sr');
        copy.classList.add('copied');
        if (word) { word.textContent = 'Copied'; }
      });
    }
    if (e.target.closest('[data-theme-toggle]')) {
      var html = document.documentElement;
      var dark = html.dataset.theme ? html.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      html.dataset.theme = dark ? 'light' : 'dark';
      document.cookie = 'theme=' + html.dataset.theme + ';path=/;max-age=31536000;samesite=lax';
    }
    // A link to a page that asks first opens as a dialog; without script the page itself asks.
    var ask = e.target.closest('a[data-dialog]');
    if (ask && window.HTMLDialogElement && !e.ctrlKey && !e.metaKey) { e.preventDefault(); open(ask.href); }
    if (e.target.closest('dialog [data-close], dialog .confirm-actions a')) {
      e.preventDefault();
      e.target.closest('dialog').close();
    }
    document.querySelectorAll('details.me[open]').forEach(function (me) { if (!me.contains(e.target)) { me.open = false; } });
  });

  var open = function (href) {
    fetch(href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' }).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : Promise.reject(new Error('not shown'));
    }).then(function (text) {
      var form = new DOMParser().parseFromString(text, 'text/html').querySelector('.confirm');
      if (!form) { throw new Error('nothing to ask'); }
      var dialog = document.createElement('dialog');
      form.classList.remove('panel');
      dialog.append(form);
      document.body.append(dialog);
      dialog.setAttribute('aria-label', form.querySelector('h2').textContent);
      dialog.addEventListener('close', function () { dialog.remove(); });
      if (window.htmx) { htmx.process(dialog); }
      dialog.showModal();
    }).catch(function () { location.href = href; });
  };

  // Live pages: body[data-live] or any [data-live] hears of changes as the event "live:changed" on the body.
  // However much happens, a page reads anew at most four times a second, and always after the last change.
  var source = null, missed = false, told = 0, later = null;
  var tell = function (detail) {
    if (later) { return; }
    later = setTimeout(function () {
      later = null;
      told = Date.now();
      document.body.dispatchEvent(new CustomEvent('live:changed', { detail: detail }));
    }, Math.max(0, told + 250 - Date.now()));
  };
  var listen = function () {
    if (source || !document.querySelector('[data-live]')) { return; }
    source = new EventSource('/live');
    source.addEventListener('changed', function (e) {
      var detail = {};
      try { detail = JSON.parse(e.data); } catch (notJson) { detail = {}; }
      tell(detail);
    });
    source.onopen = function () { if (missed) { missed = false; tell({}); } };
    source.onerror = function () {
      missed = true;
      // A browser comes again by itself after what broke, but not after what was refused.
      // Its parts are read once more: they say why, where the session is over, and else keep the page from getting old.
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        tell({});
        setTimeout(function () { if (!document.hidden) { listen(); } }, 30000 + Math.random() * 30000);
      }
    };
  };
  // A browser has few connections to one place: pages that nobody sees give theirs back, and catch up later.
  document.addEventListener('visibilitychange', function () {
    if (document.hidden) {
      if (source) { source.close(); source = null; missed = true; }
    } else { listen(); }
  });

  document.addEventListener('htmx:afterRequest', function (e) {
    var date = e.detail.xhr && e.detail.xhr.getResponseHeader('Date');
    if (date) { learn(date, Date.now()); }
    if (e.detail.successful) { document.querySelectorAll('#messages > [data-away]').forEach(function (bar) { bar.remove(); }); }
    // The session ended: the page itself, when it is loaded again, leads to the sign-in.
    if (e.detail.xhr && e.detail.xhr.status === 499) {
      if (written()) { askForSignIn(); } else { location.reload(); }
    }
  });
  // Nothing of a page is taken away for the empty answer to whoever is no longer signed in, nor for what is not the portal's
  // own answer at all but that of a proxy before it.
  var focused = '';
  document.addEventListener('htmx:beforeSwap', function (e) {
    var answer = e.detail.xhr;
    focused = document.activeElement ? document.activeElement.id : '';
    if (answer.status < 400) { return; }
    if (answer.status === 499) { e.detail.shouldSwap = false; }
    else if (!answer.getResponseHeader('Postern-Page') && !answer.getResponseHeader('HX-Retarget')) {
      e.detail.shouldSwap = false;
      sayAway(answer.status, e.detail.requestConfig.verb);
    }
  });
  var sayAway = function (status, verb) {
    say('away', 'error', 'The portal does not answer just now (' + status + '). ' + (verb === 'get'
      ? 'What is shown here may be old.'
      : 'It is not known whether what you sent arrived: look before you send it again.'));
  };

  // What somebody has begun to write is theirs: it is not reloaded away.
  var touched = [];
  document.addEventListener('input', function (e) {
    var form = e.target.form;
    if (form && touched.indexOf(form) < 0) { touched.push(form); }
  });
  var written = function () { return touched.some(function (form) { return form.isConnected; }); };
  var askForSignIn = function () {
    var link = document.createElement('a');
    link.href = '/';
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = 'Sign in again in another tab';
    say('ended', 'warning', 'Your session ended. What you have written is still here. ', link, ', then go on here.');
  };
  // A message of the page's own, once.
  var say = function (mark, kind) {
    var place = document.getElementById('messages');
    if (!place || place.querySelector('[data-' + mark + ']')) { return; }
    var bar = document.createElement('div'), text = document.createElement('div');
    bar.className = 'bar bar-' + kind;
    bar.setAttribute('role', 'alert');
    bar.dataset[mark] = '';
    text.className = 'bar-text';
    text.append.apply(text, Array.prototype.slice.call(arguments, 2));
    bar.append(text);
    place.replaceChildren(bar);
    place.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('htmx:afterSwap', function (e) {
    dress(e.detail.target.isConnected ? e.detail.target : document);
    // What was hidden until now could not take the focus back.
    var same = focused && document.activeElement === document.body && document.getElementById(focused);
    if (same) { same.focus({ preventScroll: true }); }
  });

  dress(document);
  setInterval(tick, 1000);
  var begun = Date.now();
  if (document.querySelector('[data-until]')) {
    fetch('/assets/clock', { cache: 'no-store' }).then(function (answer) { learn(answer.headers.get('Date'), begun); tick(); }, function () {});
  }
  if (!document.hidden) { listen(); }
})();
