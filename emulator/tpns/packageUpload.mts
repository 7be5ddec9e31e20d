import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { AudienceFile } from './audienceFile.mts';
import { codes, invalid, missing, Refusal } from './codes.mts';
import { callOf, identify, sendAnswer, sendRefusal, type TpnsCall } from './endpoint.mts';
import { camelEnvelope } from './envelope.mts';
import type { TpnsState } from './state.mts';
import { unzipSingleFile } from './zip.mts';

const mostBytes = 100 * 1024 * 1024;
const longestName = 100;

/**
 * `v3/push/package/upload` (docs/api/tpns.md 1.3): one file of accounts or tokens as multipart
 * form data, at most 100 MB, by Basic authentication only.
 */
export function mountPackageUpload(scope: FastifyInstance, tpns: TpnsState): void {
	const envelope = camelEnvelope('success');
	void scope.register(multipart, {
		limits: { fileSize: mostBytes, files: 1, fields: 10 },
		throwFileSizeLimit: false,
	});
	scope.route({
		method: 'POST',
		url: '/v3/push/package/upload',
		config: { refusal: (code, message) => envelope.wrap(code, message, {}) },
		preValidation: async (request) => {
			request.tpnsApp = identify(tpns, request);
			if (!request.isMultipart()) throw invalid('Content-Type', 'is not multipart/form-data');
		},
		handler: async (request, reply) => {
			const call = callOf(tpns, request);
			let uploadId: number | undefined;
			for await (const part of request.parts()) {
				if (part.type === 'file' && part.fieldname === 'file') {
					uploadId = await keep(part, call);
					continue;
				}
				if (part.fieldname !== 'fileName') call.received.unknownFields.push(part.fieldname);
				if (part.type === 'file') part.file.resume();
			}
			if (uploadId === undefined) throw missing('file');
			return sendAnswer(reply, call, envelope, { fields: { uploadId } });
		},
		errorHandler: (error, request, reply) => {
			// What is left of the upload has to be read for the answer to arrive.
			request.raw.resume();
			return sendRefusal(reply, tpns, envelope, error);
		},
	});
}

async function keep(part: MultipartFile, { app, received, tpns }: TpnsCall): Promise<number> {
	const fileName = part.filename;
	if (fileName.length < 1 || fileName.length > longestName) {
		throw invalid('file', `name has ${fileName.length} characters, not 1 to ${longestName}`);
	}
	const [, extension] = /\.(zip|txt|csv)$/i.exec(fileName) ?? [];
	if (!extension) throw invalid('file', 'is none of .zip, .txt, .csv');

	const file = new AudienceFile();
	const zipped: Buffer[] = [];
	for await (const chunk of part.file) {
		if (extension.toLowerCase() === 'zip') zipped.push(chunk);
		else file.add(chunk);
	}
	if (part.file.truncated) throw new Refusal(codes.fileUploadFailed, 'file has more than 100 MB');
	if (zipped.length > 0) {
		for await (const chunk of unzipSingleFile(Buffer.concat(zipped.splice(0)))) file.add(chunk);
	}
	const sha256 = file.finish();

	const uploadId = tpns.newUploadId();
	app.packages.set(uploadId, { uploadId, fileName, file });
	received.summary = { file: { fileName, bytes: file.bytes, rows: file.rowCount, sha256 } };
	return uploadId;
}
