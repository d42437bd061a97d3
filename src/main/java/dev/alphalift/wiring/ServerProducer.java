package dev.alphalift.wiring;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.ClientSettings;
import dev.alphalift.assembly.Settings;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.http.gate.HttpSettings;
import dev.alphalift.settings.Setting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What the HTTP server needs besides.
@Singleton
public class ServerProducer {
    private final Settings settings;

    ServerProducer(Settings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    PictureAddresses addresses() {
        return new PictureAddresses(new Assembly(settings).urlReader());
    }

    @Produces
    @Singleton
    ImageLimits limits() {
        return settings.limits();
    }

    @Produces
    @Singleton
    HttpSettings httpSettings() {
        ClientSettings clients = settings.clients();
        return new HttpSettings(
                settings.load().patience(),
                clients.bodyPatience(),
                settings.load().bodyBytes(),
                clients.leastRate(),
                clients.part(),
                clients.proxies(),
                clients.headPatience(),
                clients.connections());
    }

    @Produces
    @Singleton
    ModelOffer modelOffer() {
        return new ModelOffer(settings.offeredModels());
    }

    @Produces
    @Singleton
    ApiKeys apiKeys() {
        return new ApiKeys(settings.apiKeys());
    }

    @Produces
    @Singleton
    RemoveBgSize removeBgSize() {
        return RemoveBgSize.named(Setting.REMOVEBG_SIZE.variable(), settings.removeBgSize());
    }
}
