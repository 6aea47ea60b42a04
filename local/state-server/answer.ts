/** What goes back over HTTP; `message` is what stands in the SOAP body, without its envelope. */
export type HttpAnswer = { readonly status: number; readonly message: string };

const WS = 'http://ws.nemsis.org/';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The answer to SubmitData; `report` is the inside of its reports. */
export const submitAnswer = (handle: string, code: number, report?: string): HttpAnswer => ({
  status: 200,
  message:
    `<SubmitDataResponse xmlns="${WS}"><requestType>SubmitData</requestType>` +
    `<requestHandle>${escaped(handle)}</requestHandle><statusCode>${code}</statusCode>` +
    `${report === undefined ? '' : `<reports>${report}</reports>`}</SubmitDataResponse>`,
});

/** The answer to RetrieveStatus, with the report of the submission when it is judged. */
export const statusAnswer = (handle: string, code: number, report?: string): HttpAnswer => ({
  status: 200,
  message:
    `<RetrieveStatusResponse xmlns="${WS}"><requestType>RetrieveStatus</requestType><statusCode>${code}</statusCode>` +
    `<requestHandle>${escaped(handle)}</requestHandle><originalRequestType>SubmitData</originalRequestType>` +
    (report === undefined
      ? ''
      : `<retrieveResult><retrieveSubmitStatus>${report}</retrieveSubmitStatus></retrieveResult>`) +
    '</RetrieveStatusResponse>',
});

/** The answer to QueryLimit; a limit in KB, or a negative number with a code that says why. */
export const limitAnswer = (kb: number, code: number): HttpAnswer => ({
  status: 200,
  message:
    `<QueryLimitResponse xmlns="${WS}"><requestType>QueryLimit</requestType><limit>${kb}</limit>` +
    `<statusCode>${code}</statusCode></QueryLimitResponse>`,
});

/** A SOAP fault: of the client, whose message cannot be used, or of the server. */
export const faultAnswer = (whose: 'Client' | 'Server', reason: string): HttpAnswer => ({
  status: 500,
  message:
    `<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>S:${whose}</faultcode>` +
    `<faultstring>${escaped(reason)}</faultstring></S:Fault>`,
});

/** A message in its envelope. */
export const enveloped = (message: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/">' +
  `<S:Body>${message}</S:Body></S:Envelope>`;
