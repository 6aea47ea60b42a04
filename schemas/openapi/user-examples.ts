import { type Examples, user_id } from './example.ts';

const email = 'j.rivera@danbury-fire.example';
const session = 'AYABeC1-y8qooiuysEv0uM4wAqQAHQABAAdTZXJ2aWNl';
const tokens = {
  access_token: 'eyJraWQiOiJhY2Nlc3Mi.eyJ0b2tlbl91c2UiOiJhY2Nlc3Mi.c2lnbmF0dXJl',
  id_token: 'eyJraWQiOiJpZCI.eyJ0b2tlbl91c2UiOiJpZCI.c2lnbmF0dXJl',
  refresh_token: 'eyJjdHkiOiJKV1Qi.cmVmcmVzaA.c2lnbmF0dXJl',
  expires_in: 1800,
  token_type: 'Bearer',
};

/** Examples of signing in, and of users. */
export const USER_EXAMPLES: Examples = {
  signIn: { body: { email, password: 'correct horse battery staple' }, answer: tokens },
  answerChallenge: {
    body: { challenge: 'SOFTWARE_TOKEN_MFA', email, session, code: '492039' },
    answer: tokens,
  },
  refreshTokens: { body: { refresh_token: tokens.refresh_token }, answer: tokens },
  signOut: { body: { refresh_token: tokens.refresh_token } },
  unlockUser: { answer: { id: user_id, version: 7 } },
};
