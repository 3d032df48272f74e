namespace Loyalty.Core.Geography;

/// <summary>
/// Shortest distances on the WGS-84 ellipsoid. Pure and thread-safe.
/// </summary>
/// <remarks>
/// T. Vincenty, "Direct and Inverse Solutions of Geodesics on the Ellipsoid with Application of Nested Equations", Survey Review
/// XXIII (1975). His iteration does not converge between nearly antipodal points; there the azimuth is found by bisection instead,
/// as in C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), section 4, whose longitude is monotone in the azimuth.
/// </remarks>
public static class Geodesic
{
    /// <summary>Metres in a statute mile.</summary>
    public const double MetresPerMile = 1609.344;

    private const double EquatorialRadius = 6378137.0;
    private const double Flattening = 1 / 298.257223563;
    private const double PolarRadius = EquatorialRadius * (1 - Flattening);

    /// <summary>The geodesic distance between two points, in statute miles.</summary>
    /// <param name="latitude1">Degrees north of the first point, -90 to 90.</param>
    /// <param name="longitude1">Degrees east of the first point.</param>
    /// <param name="latitude2">Degrees north of the second point, -90 to 90.</param>
    /// <param name="longitude2">Degrees east of the second point.</param>
    /// <returns>Statute miles, not rounded; within a metre of the exact geodesic for airports, and within 0.1 mile anywhere.</returns>
    public static double Miles(double latitude1, double longitude1, double latitude2, double longitude2) =>
        Metres(latitude1, longitude1, latitude2, longitude2) / MetresPerMile;

    /// <summary>The geodesic distance between two airports, in statute miles, not rounded.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    public static double Miles(Airport from, Airport to) => Miles(from.Latitude, from.Longitude, to.Latitude, to.Longitude);

    private static double Metres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var difference = Math.Abs(Math.IEEERemainder(longitude2 - longitude1, 360)) * Math.PI / 180;
        var reduced1 = Math.Atan((1 - Flattening) * Math.Tan(latitude1 * Math.PI / 180));
        var reduced2 = Math.Atan((1 - Flattening) * Math.Tan(latitude2 * Math.PI / 180));
        return Iterate(reduced1, reduced2, difference) ?? Bisect(reduced1, reduced2, difference);
    }

    private static double? Iterate(double reduced1, double reduced2, double difference)
    {
        var (sin1, cos1) = Math.SinCos(reduced1);
        var (sin2, cos2) = Math.SinCos(reduced2);
        var lambda = difference;
        for (var step = 0; step < 40; step++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var sinSigma = double.Hypot(cos2 * sinLambda, (cos1 * sin2) - (sin1 * cos2 * cosLambda));
            if (sinSigma == 0) return lambda > 1 ? null : 0;

            var cosSigma = (sin1 * sin2) + (cos1 * cos2 * cosLambda);
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAzimuth = cos1 * cos2 * sinLambda / sinSigma;
            var cosSquaredAzimuth = 1 - (sinAzimuth * sinAzimuth);
            var cosMid = cosSquaredAzimuth < 1e-15 ? 0 : cosSigma - (2 * sin1 * sin2 / cosSquaredAzimuth);
            var next = difference + LongitudeCorrection(sinAzimuth, cosSquaredAzimuth, sigma, sinSigma, cosSigma, cosMid);
            if (next > Math.PI) return null;
            if (Math.Abs(next - lambda) < 1e-12) return Arc(cosSquaredAzimuth, sigma, sinSigma, cosSigma, cosMid);
            lambda = next;
        }

        return null;
    }

    /// <summary>Finds the azimuth at the point further from the equator by bisection: the longitude it reaches grows with it.</summary>
    private static double Bisect(double reduced1, double reduced2, double difference)
    {
        // Canonical form: the first point is the southern one and no nearer to the equator than the second.
        if (Math.Abs(reduced1) < Math.Abs(reduced2)) (reduced1, reduced2) = (reduced2, reduced1);
        if (reduced1 > 0) (reduced1, reduced2) = (-reduced1, -reduced2);
        // On the equator the sign of zero stands for the south, as at any other first point.
        if (reduced1 == 0) reduced1 = reduced2 = -0.0;
        double low = 0, high = Math.PI, metres = 0;
        for (var step = 0; step < 100; step++)
        {
            var azimuth = (low + high) / 2;
            var (longitude, length) = Follow(reduced1, reduced2, azimuth);
            metres = length;
            if (longitude < difference) low = azimuth; else high = azimuth;
        }

        return metres;
    }

    private static (double Longitude, double Metres) Follow(double reduced1, double reduced2, double azimuth)
    {
        var (sin1, cos1) = Math.SinCos(reduced1);
        var (sin2, cos2) = Math.SinCos(reduced2);
        var (sinAzimuth1, cosAzimuth1) = Math.SinCos(azimuth);
        var sinAzimuth0 = sinAzimuth1 * cos1;
        var cosAzimuth2 = Math.Sqrt(Math.Max(0, (cosAzimuth1 * cosAzimuth1 * cos1 * cos1) + ((cos2 * cos2) - (cos1 * cos1)))) / cos2;
        var sigma1 = Math.Atan2(sin1, cosAzimuth1 * cos1);
        var sigma2 = Math.Atan2(sin2, cosAzimuth2 * cos2);
        var omega1 = Math.Atan2(sinAzimuth0 * sin1, cosAzimuth1 * cos1);
        var omega2 = Math.Atan2(sinAzimuth0 * sin2, cosAzimuth2 * cos2);
        var sigma = sigma2 - sigma1;
        var (sinSigma, cosSigma) = Math.SinCos(sigma);
        var cosSquaredAzimuth = 1 - (sinAzimuth0 * sinAzimuth0);
        var cosMid = Math.Cos(sigma1 + sigma2);
        var longitude = omega2 - omega1
            - LongitudeCorrection(sinAzimuth0, cosSquaredAzimuth, sigma, sinSigma, cosSigma, cosMid);
        return (longitude, Arc(cosSquaredAzimuth, sigma, sinSigma, cosSigma, cosMid));
    }

    private static double LongitudeCorrection(
        double sinAzimuth, double cosSquaredAzimuth, double sigma, double sinSigma, double cosSigma, double cosMid)
    {
        var c = Flattening / 16 * cosSquaredAzimuth * (4 + (Flattening * (4 - (3 * cosSquaredAzimuth))));
        return (1 - c) * Flattening * sinAzimuth
            * (sigma + (c * sinSigma * (cosMid + (c * cosSigma * (-1 + (2 * cosMid * cosMid))))));
    }

    private static double Arc(double cosSquaredAzimuth, double sigma, double sinSigma, double cosSigma, double cosMid)
    {
        var u2 = cosSquaredAzimuth
            * ((EquatorialRadius * EquatorialRadius) - (PolarRadius * PolarRadius)) / (PolarRadius * PolarRadius);
        var a = 1 + (u2 / 16384 * (4096 + (u2 * (-768 + (u2 * (320 - (175 * u2)))))));
        var b = u2 / 1024 * (256 + (u2 * (-128 + (u2 * (74 - (47 * u2))))));
        var mid2 = cosMid * cosMid;
        var correction = b * sinSigma * (cosMid + (b / 4 * ((cosSigma * (-1 + (2 * mid2)))
            - (b / 6 * cosMid * (-3 + (4 * sinSigma * sinSigma)) * (-3 + (4 * mid2))))));
        return PolarRadius * a * (sigma - correction);
    }
}
