(function () {
  'use strict';

  // Rows that are chosen to be protected together.
  var count = function () {
    document.querySelectorAll('form.choosing').forEach(function (form) {
      var all = form.querySelectorAll('[data-choice]');
      var chosen = form.querySelectorAll('[data-choice]:checked').length;
      var every = form.querySelector('[data-choose-all]');
      form.querySelector('[data-choose]').disabled = chosen === 0;
      form.querySelector('[data-chosen]').textContent = chosen === 0 ? '' : chosen + ' chosen';
      if (every) {
        every.checked = chosen > 0 && chosen === all.length;
        every.indeterminate = chosen > 0 && chosen < all.length;
      }
    });
  };
  document.addEventListener('change', function (e) {
    if (e.target.matches('[data-choose-all]')) {
      e.target.closest('form').querySelectorAll('[data-choice]').forEach(function (box) { box.checked = e.target.checked; });
    }
    if (e.target.matches('[data-choice], [data-choose-all]')) { count(); }
  });

  // Menus of rows: one is open at a time, and Escape or a click elsewhere shuts it.
  var shut = function (but) {
    document.querySelectorAll('details.menu[open]').forEach(function (menu) { if (menu !== but) { menu.open = false; } });
  };
  document.addEventListener('click', function (e) {
    shut(e.target.closest('.menu-items a') ? null : e.target.closest('details.menu'));
  });
  document.addEventListener('keydown', function (e) {
    var menu = e.key === 'Escape' && document.querySelector('details.menu[open]');
    if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
  });

  // A list that changes under somebody's hands waits until they are done with it.
  document.addEventListener('htmx:beforeRequest', function (e) {
    if (e.target.matches('.machines-wrap[data-live]') && e.target.querySelector('details.menu[open]')) { e.preventDefault(); }
  });
  document.addEventListener('htmx:afterSettle', count);
  count();
})();
