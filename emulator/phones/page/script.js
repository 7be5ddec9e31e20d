const step = 24;
const byId = (id) => document.getElementById(id);
const [list, search, notified, more] = ['phones', 'search', 'notified', 'more'].map(byId);
const time = new Intl.DateTimeFormat([], {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});
const languages = new Intl.DisplayNames('en', { type: 'language' });
const clouds = { tpns: 'TPNS', pushService: 'Push Service' };
const vendors = {
	apple: 'Apple',
	google: 'Google',
	honor: 'Honor',
	huawei: 'Huawei',
	meizu: 'Meizu',
	oppo: 'OPPO',
	samsung: 'Samsung',
	vivo: 'vivo',
	xiaomi: 'Xiaomi',
};

let limit = step;
let stream;
let newest = 0;

const address = new URL(location.href);
search.value = address.searchParams.get('search') ?? '';
notified.checked = address.searchParams.get('notified') === '1';

byId('filter').addEventListener('submit', (event) => event.preventDefault());
search.addEventListener('input', afterPause(restart));
notified.addEventListener('change', restart);
more.addEventListener('click', () => {
	limit += step;
	connect();
});
list.addEventListener('click', (event) => {
	const button = event.target.closest('.notification');
	if (button) click(button);
});
connect();

function restart() {
	list.classList.remove('settled');
	limit = step;
	newest = 0;
	setOrDelete('search', search.value.trim());
	setOrDelete('notified', notified.checked ? '1' : '');
	history.replaceState(null, '', address);
	connect();
}

function connect() {
	stream?.close();
	const query = new URLSearchParams({ search: search.value.trim(), limit });
	if (notified.checked) query.set('notified', '1');
	stream = new EventSource(`/phones/events?${query}`);
	stream.addEventListener('open', () => showConnection('live', 'Live'));
	stream.addEventListener('error', () => showConnection('waiting', 'Reconnecting'));
	stream.addEventListener('phones', (event) => show(JSON.parse(event.data)));
}

async function click(button) {
	if (button.getAttribute('aria-disabled') === 'true') return;
	const { phone, notification, page } = button.dataset;
	// At once: browsers block windows that open later.
	if (page) open(page, '_blank', 'noopener');
	if (button.classList.contains('clicked')) return;
	const parts = [phone, 'notifications', notification, 'click'].map(encodeURIComponent);
	const answer = await fetch(`/phones/${parts.join('/')}`, { method: 'POST' });
	if (!answer.ok) byId('news').textContent = 'The notification is gone.';
}

function show({ total, matching, phones }) {
	byId('count').textContent =
		matching === total ? count(total, 'phone') : `${number(matching)} of ${count(total, 'phone')}`;
	more.hidden = matching <= phones.length;
	byId('nothing').hidden = phones.length > 0;
	byId('nothing').textContent =
		total === 0 ? 'No phones are registered yet.' : 'No phone matches this search.';
	announce(phones);
	reconcile(list, phones, 'phone-template', showPhone);
	requestAnimationFrame(() => list.classList.add('settled'));
}

function showPhone(item, phone) {
	const unread = phone.unread === 0 ? 'nothing unread' : `${number(phone.unread)} unread`;
	item.querySelector('article').setAttribute('aria-label', `Phone of ${phone.name}, ${unread}`);
	item.dataset.vendor = phone.vendor;
	setText(item, '.name', phone.name);
	setText(item, '.account', phone.account === phone.name ? '' : phone.account);
	setText(item, '.vendor', vendors[phone.vendor] ?? phone.vendor);
	setText(item, '.system', `${phone.system} · ${languageName(phone.language)}`);
	item.querySelector('.attended').hidden = !phone.attended;
	const badge = item.querySelector('.badge');
	badge.hidden = phone.unread === 0;
	badge.textContent = phone.unread;
	item.querySelector('.app').title = unread;
	item.querySelector('.quiet').hidden = phone.notifications.length > 0;
	const older = item.querySelector('.older');
	older.hidden = phone.more === 0;
	older.textContent = `${number(phone.more)} older`;
	reconcile(
		item.querySelector('.notifications'),
		phone.notifications,
		'notification-template',
		(row, notification) => showNotification(row, notification, phone),
	);
}

function showNotification(row, notification, phone) {
	const button = row.querySelector('button');
	const isMessage = notification.kind === 'message';
	button.dataset.phone = phone.id;
	button.dataset.notification = notification.id;
	button.dataset.kind = notification.kind;
	button.classList.toggle('clicked', notification.clicked);
	const isDone = notification.clicked && !notification.page;
	button.setAttribute('aria-disabled', String(isDone || isMessage));
	button.dataset.page = isMessage ? '' : (notification.page ?? '');
	setText(row, '.channel', `${clouds[notification.cloud]} · ${notification.channel}`);
	setText(row, '.heading', notification.title);
	setText(row, '.text', notification.content);
	const opens = notification.page ? 'Opens a page' : '';
	setText(row, '.state', isMessage ? 'In-app message' : notification.clicked ? 'Clicked' : opens);
	const arrived = new Date(notification.time);
	const when = row.querySelector('time');
	when.dateTime = arrived.toISOString();
	when.textContent = time.format(arrived);
}

/** Makes the children of `parent` those of `data`, in order, keeping elements and so the focus. */
function reconcile(parent, data, templateId, update) {
	const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
	const wanted = new Set(data.map(({ id }) => id));
	for (const [key, child] of present) if (!wanted.has(key)) child.remove();
	let next = parent.firstElementChild;
	for (const one of data) {
		const item = present.get(one.id) ?? byId(templateId).content.firstElementChild.cloneNode(true);
		item.dataset.key = one.id;
		update(item, one);
		if (item === next) next = next.nextElementSibling;
		else parent.insertBefore(item, next);
	}
}

function announce(phones) {
	const all = phones.flatMap(({ notifications }) => notifications);
	const fresh = all.filter(({ time: at }) => at > newest).length;
	if (newest > 0 && fresh > 0) {
		byId('news').textContent = `${count(fresh, 'new notification')}.`;
	}
	newest = Math.max(newest || 1, ...all.map(({ time: at }) => at));
}

function showConnection(state, text) {
	const connection = byId('connection');
	connection.dataset.state = state;
	connection.textContent = text;
}

function setText(parent, selector, text) {
	const element = parent.querySelector(selector);
	if (element.textContent !== text) element.textContent = text;
	element.hidden = text === '';
}

function setOrDelete(name, value) {
	if (value) address.searchParams.set(name, value);
	else address.searchParams.delete(name);
}

function languageName(code) {
	try {
		return languages.of(code);
	} catch {
		return code;
	}
}

function count(amount, noun) {
	return `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

function number(amount) {
	return amount.toLocaleString('en');
}

function afterPause(action) {
	let due;
	return () => {
		clearTimeout(due);
		due = setTimeout(action, 150);
	};
}
