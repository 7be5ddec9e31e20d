import { escapeXml } from '../xml';
import type { Picture } from './notificationPicture';

/**
 * A picture as an HTML page that n8n's output panel opens. The panel opens no SVG, and takes
 * everything but text and styles from a page, so the picture is a background and its words are
 * hidden text.
 */
export function picturePage({ svg, width, height, words }: Picture): string {
	const data = Buffer.from(svg, 'utf8').toString('base64');
	return [
		`<style>body { margin: 0 } .picture { max-width: ${width}px; aspect-ratio: ${width} / ${height}; background: url("data:image/svg+xml;base64,${data}") 0 0 / 100% no-repeat } .words { position: absolute; clip-path: inset(50%) }</style>`,
		`<div class="picture"><p class="words">${escapeXml(words)}</p></div>`,
	].join('\n');
}
