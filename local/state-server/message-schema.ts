import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';

/** Says what is wrong with a message (one element of the WSDL's namespace), or undefined when it is valid. */
export type MessageCheck = (message: string) => string | undefined;

/** Checks messages against the schema of the WSDL. */
export const messageCheck = (schema: string): MessageCheck => {
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
  return (message) => {
    const document = XmlDocument.fromString(message);
    try {
      validator.validate(document);
      return undefined;
    } catch (error) {
      if (error instanceof XmlValidateError) return error.message.trim();
      throw error;
    } finally {
      document.dispose();
    }
  };
};
