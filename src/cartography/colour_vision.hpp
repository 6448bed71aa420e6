// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/scene.hpp"

namespace wardscope::cartography {

/// CIE 1976 L*a*b* under D65: L 0 black .. 100 white.
struct Lab {
  double lightness = 0.0;
  double a = 0.0;
  double b = 0.0;
};

/// Of an opaque sRGB colour (IEC 61966-2-1); alpha is ignored.
Lab lab_of(Colour colour);

/// CIE76 difference: the distance in L*a*b*. About 2.3 is just noticeable side by side.
double difference(Colour a, Colour b);

/// WCAG 2.2 contrast ratio, 1..21, of opaque colours.
double contrast_ratio(Colour a, Colour b);

enum class ColourVision { normal, protanopia, deuteranopia, tritanopia };

/// The colour as somebody with this vision sees it: Machado, Oliveira & Fernandes 2009, severity 1, in linear RGB.
Colour as_seen(Colour colour, ColourVision vision);

/// Black or white, whichever contrasts more with `background`: for text upon a class colour.
Colour readable_on(Colour background);

}  // namespace wardscope::cartography
