import { ParseOption, XmlC14NMode, XmlDocument, type XmlElement, XmlParseError } from 'libxml2-wasm';

const SPACES = { soap: 'http://schemas.xmlsoap.org/soap/envelope/', ws: 'http://ws.nemsis.org/' };
const PRIVILEGES = ['username', 'password', 'organization', 'requestType'];

/** The operations, each with the elements of its request in their order; a question mark follows what may be left out. */
const REQUESTS = {
  SubmitData: [...PRIVILEGES, 'submitPayload', 'requestDataSchema', 'schemaVersion', 'additionalInfo'],
  RetrieveStatus: [...PRIVILEGES, 'requestHandle', 'originalRequestType?', 'additionalInfo'],
  QueryLimit: PRIVILEGES,
} as const;

export type OperationName = keyof typeof REQUESTS;

/** A request as it arrived: `fields` by name, `message` and `payload` as XML of their own. */
export type StateRequest = {
  readonly operation: OperationName;
  readonly fields: Readonly<Record<string, string>>;
  readonly message: string;
  readonly payload: string | undefined;
};

/** 61 to 65 are the standard's, 70 to 90 of others. */
const DATA_SCHEMA = /^(6[1-5]|[78]\d|90)$/;

const isOperation = (name: string): name is OperationName => Object.hasOwn(REQUESTS, name);

const operationOf = (soapAction: string | undefined): OperationName | undefined => {
  const name = soapAction?.match(/^"http:\/\/ws\.nemsis\.org\/(\w+)"$/)?.[1] ?? '';
  return isOperation(name) ? name : undefined;
};

/** Whether these names are those of the request, in its order. */
const areOf = (operation: OperationName, names: readonly string[]): boolean => {
  const pattern = REQUESTS[operation].map((name) =>
    name.endsWith('?') ? `(${name.slice(0, -1)} )?` : `${name} `,
  );
  return new RegExp(`^${pattern.join('')}$`).test(names.map((name) => `${name} `).join(''));
};

const childrenOf = (element: XmlElement): XmlElement[] => element.find('ws:*', SPACES) as XmlElement[];

const readRequest = (root: XmlElement, operation: OperationName): StateRequest | string => {
  const request = root.get(`/soap:Envelope/soap:Body/ws:${operation}Request`, SPACES);
  if (request === null) return `soap:Body holds no ws:${operation}Request`;
  const parts = childrenOf(request as XmlElement);
  if (
    !areOf(
      operation,
      parts.map(({ name }) => name),
    )
  )
    return 'the parts of the request are not those of the WSDL';
  const fields = Object.fromEntries(parts.map(({ name, content }) => [name, content]));
  if (fields['requestType'] !== operation) return `requestType is not ${operation}`;
  const payloads = request.find('ws:submitPayload/ws:payloadOfXmlElement/*', SPACES);
  if (operation === 'SubmitData' && payloads.length !== 1) return 'the payload is not one element';
  if (!DATA_SCHEMA.test(fields['requestDataSchema'] ?? '61')) return 'requestDataSchema is none of the WSDL';
  const payload = payloads[0]?.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
  return { operation, fields, message: request.canonicalizeToString(), payload };
};

const parsed = (xml: string): XmlDocument | undefined => {
  try {
    return XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET });
  } catch (error) {
    if (error instanceof XmlParseError) return undefined;
    throw error;
  }
};

/** Reads a message, or says what is wrong with it. */
export const requestOf = (xml: string, soapAction: string | undefined): StateRequest | string => {
  const operation = operationOf(soapAction);
  if (operation === undefined) return 'SOAPAction is none of the WSDL';
  const document = parsed(xml);
  if (document === undefined) return 'the message is not well-formed';
  try {
    return readRequest(document.root, operation);
  } finally {
    document.dispose();
  }
};
