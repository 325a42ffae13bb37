(function () {
  'use strict';

  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
  var dress = function () {
    document.querySelectorAll('[data-zone]').forEach(function (it) { if (zone) { it.value = zone; } });
    document.querySelectorAll('[data-zone-name]').forEach(function (it) { if (zone) { it.textContent = '(' + zone + ')'; } });
    document.querySelectorAll('[data-without-script]').forEach(function (it) { it.hidden = true; });
  };

  // One press is one sending. The form's key makes two of them one request all the same.
  document.addEventListener('submit', function (e) {
    if (!e.target.matches('form[data-once]')) { return; }
    if (e.target.dataset.sent) { e.preventDefault(); return; }
    e.target.dataset.sent = 'yes';
    if (e.submitter) { e.submitter.setAttribute('aria-busy', 'true'); }
  });
  // Whoever comes back to it may send it again.
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (it) { delete it.dataset.sent; });
  });

  dress();
})();
